"""Who comes through to a meeting, and how an act on it ends."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.decisions import meetings, permissions
from governance.decisions.models import Meeting
from governance.membership.models import Cooperative, Person
from governance.membership.queries import cooperatives_where
from governance.refusals import NotAllowed
from portal.site.needs.gate import PersonRequest

Page = Callable[..., HttpResponse]


def find_meeting(pk: int, user: Any) -> Meeting:
    """The meeting, or a 404: before its notice only those who prepare it see it."""
    try:
        meeting = meetings.listed().filter(pk=pk).first()
    except OverflowError:  # larger than SQLite's integers
        meeting = None
    if meeting is None or not permissions.can_see_meeting(user, meeting):
        raise Http404(_("There is no meeting at this address."))
    return meeting


# Either lets a person run the meetings of a co-op (``can_keep_register``).
RUNS_MEETINGS = ("coordinate_cooperative", "record_decisions")


def run_by(user: Any) -> list[Cooperative]:
    """The co-ops whose meetings this reader runs."""
    if not isinstance(user, Person):
        return []
    found = [
        place for right in RUNS_MEETINGS for place in cooperatives_where(user, right)
    ]
    return list(dict.fromkeys(found))


def for_those_who_run(page: Page) -> Callable[..., HttpResponse]:
    """Acts of the coordinator and the secretary of the co-op."""
    return _guarded(page, "GET", "HEAD", "POST")


def read_by_those_who_run(page: Page) -> Callable[..., HttpResponse]:
    """Pages with names, to read and to print."""
    return _guarded(page, "GET", "HEAD")


def _guarded(page: Page, *methods: str) -> Callable[..., HttpResponse]:
    @login_required
    @never_cache
    @require_http_methods(methods)
    @wraps(page)
    def guarded(request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
        meeting = find_meeting(pk, request.user)
        if not permissions.can_run_meetings(request.user, meeting.cooperative):
            raise NotAllowed(
                _(
                    "Only the coordinator or the secretary of the co-op may run its "
                    "meetings."
                )
            )
        return page(cast("PersonRequest", request), meeting, **more)

    return guarded
