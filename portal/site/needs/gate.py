"""Who comes through to a need, and how an act on it ends."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from governance.membership.models import Person
from governance.proposals import permissions, queries
from governance.proposals.models import Proposal
from portal.site.needs.addresses import need_url


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person  # type: ignore[assignment]


Act = Callable[[PersonRequest, Proposal], HttpResponse]
CONFLICT, UNPROCESSABLE = 409, 422


def find_need(
    number: int, user: Any, read: Callable[[int], Proposal] = queries.found
) -> Proposal:
    """The need, or a 404 for whoever may not see it: a draft is not even hinted at.
    An act needs less of it than its page shows (``queries.counted``)."""
    try:
        proposal = read(number)
    except (Proposal.DoesNotExist, OverflowError) as missing:
        raise Http404(_("There is no need with this number.")) from missing
    if not permissions.can_see(user, proposal):
        raise Http404(_("There is no need with this number."))
    return proposal


def for_people(act: Act) -> Callable[[HttpRequest, int], HttpResponse]:
    """Signed-in people only; the others come back to the need after signing in."""

    @wraps(act)
    def guarded(request: HttpRequest, number: int) -> HttpResponse:
        proposal = find_need(number, request.user)
        if not request.user.is_authenticated:
            return redirect_to_login(need_url(proposal))
        return act(cast("PersonRequest", request), proposal)

    return guarded


def button(act: Act) -> Callable[[HttpRequest, int], HttpResponse]:
    """An act without questions: a GET of its address leads back to the need."""

    @for_people
    @wraps(act)
    def pressed(request: PersonRequest, proposal: Proposal) -> HttpResponse:
        if request.method != "POST":
            return redirect(need_url(proposal))
        return act(request, proposal)

    return pressed


def done(request: HttpRequest, proposal: Proposal, sentence: str) -> HttpResponse:
    """Say what was done and go back to the need."""
    messages.success(request, sentence)
    return redirect(need_url(proposal))
