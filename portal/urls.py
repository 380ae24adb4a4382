"""Every address of the portal, assembled. Each noun brings its own addresses."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.site.accounts.views import home_redirect

MEMBER_SITE = ["needs", "votes", "boards", "develop", "coops", "me", "accounts"]


def addresses(module: str, prefix: str = "") -> list[URLPattern | URLResolver]:
    try:
        found = find_spec(module)
    except ModuleNotFoundError:
        return []
    return [path(prefix, include(module))] if found else []


urlpatterns: list[URLPattern | URLResolver] = [
    path("", home_redirect, name="home_redirect"),
    *addresses("portal.site.health.urls"),
    *addresses("integrations.github.urls"),
    # Our door stands above Wagtail's: the first address that fits is taken.
    *addresses("portal.site.accounts.admin_door", "admin/"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
urlpatterns += i18n_patterns(
    *(p for noun in MEMBER_SITE for p in addresses(f"portal.site.{noun}.urls")),
    *addresses("portal.site.gallery.urls"),
    path("", include(wagtail_urls)),
)

handler400 = "portal.site.errors.bad_request"
handler403 = "portal.site.errors.forbidden"
handler404 = "portal.site.errors.not_found"
handler500 = "portal.site.errors.broken"
