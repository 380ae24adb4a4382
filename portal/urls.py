"""Every address of the portal, assembled. Each noun brings its own addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.site import feeds
from portal.site.accounts.views import home_redirect

# In no language: for machines, and for the admin, which asks its reader.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home_redirect, name="home_redirect"),
    path("", include("portal.site.health.urls")),
    path("", include("integrations.github.urls")),
    # Our door stands above Wagtail's: the first address that fits is taken.
    path("admin/", include("portal.site.accounts.admin_door")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
urlpatterns += i18n_patterns(
    path(_("needs/feed/"), feeds.needs, name="need_feed"),
    path(_("decisions/feed/"), feeds.decisions, name="decision_feed"),
    path(_("releases/feed/"), feeds.releases, name="release_feed"),
    path("", include("portal.site.needs.urls")),
    path("", include("portal.site.votes.urls")),
    path("", include("portal.site.assembly.urls")),
    path("", include("portal.site.boards.urls")),
    path("", include("portal.site.develop.urls")),
    path("", include("portal.site.coops.urls")),
    path("", include("portal.site.me.urls")),
    path("", include("portal.site.accounts.urls")),
    path("", include("portal.site.gallery.urls")),
    # Last: a page of the trees may stand at any other address.
    path("", include(wagtail_urls)),
)

handler400 = "portal.site.errors.bad_request"
handler403 = "portal.site.errors.forbidden"
handler404 = "portal.site.errors.not_found"
handler500 = "portal.site.errors.broken"
