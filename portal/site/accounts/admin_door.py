"""The admin has no door of its own.

Wagtail's sign-in view takes a password alone, without any limit on tries: these
addresses stand above Wagtail's own and lead to our sign-in. Include them *before*
``wagtail.admin.urls``, under the same prefix.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, re_path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView

from cms.desk import scope
from cms.desk.account import OwnAccount
from governance.refusals import allow
from portal.site.accounts.adapter import ADMIN_ACCESS
from portal.site.accounts.destinations import asked_for
from portal.site.accounts.views import SignOut


@never_cache
def to_our_sign_in(request: HttpRequest, **anything: str) -> HttpResponse:
    """Nothing that is sent here is read: a password opens nothing."""
    wanted = asked_for(request) or reverse("wagtailadmin_home")
    if request.user.is_authenticated:
        allow(
            request.user.has_perm(ADMIN_ACCESS),
            _("These rooms are for the boards, the coordinators and the federation."),
        )
        return HttpResponseRedirect(wanted)
    return HttpResponseRedirect(f"{reverse('sign_in')}?{urlencode({'next': wanted})}")


@never_cache
def history(request: HttpRequest, **kind: bool) -> HttpResponse:
    """Who wrote on which page: Wagtail's filter names every writer to every reader, so
    this is for those who oversee all the places."""
    if not request.user.is_authenticated:
        return to_our_sign_in(request)
    allow(
        scope.oversees(request.user),
        _("Only the federation reads the history of the whole site."),
    )
    shown: HttpResponse = LogEntriesView.as_view(**kind)(request)
    return shown


urlpatterns = [
    path("login/", to_our_sign_in),
    path("reports/site-history/", history),
    path("reports/site-history/results/", history, {"results_only": True}),
    path("logout/", SignOut.as_view()),
    path("account/", never_cache(require_admin_access(OwnAccount.as_view()))),
    re_path(r"^password_reset/(?P<rest>.*)$", to_our_sign_in),
]
