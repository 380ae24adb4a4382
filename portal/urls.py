"""Every address of the portal, assembled. Each noun brings its own addresses."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls


def addresses(module: str) -> list[URLPattern | URLResolver]:
    try:
        found = find_spec(module)
    except ModuleNotFoundError:
        return []
    return [path("", include(module))] if found else []


urlpatterns: list[URLPattern | URLResolver] = [
    *addresses("portal.site.health.urls"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
urlpatterns += i18n_patterns(
    *addresses("portal.site.needs.urls"),
    path("", include(wagtail_urls)),
)

handler400 = "portal.site.errors.bad_request"
handler403 = "portal.site.errors.forbidden"
handler404 = "portal.site.errors.not_found"
handler500 = "portal.site.errors.broken"
