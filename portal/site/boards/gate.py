"""Acts of the boards: people with a seat only, and how an act ends."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from governance.membership import queries as membership
from governance.membership.models import Cooperative
from governance.proposals.models import Proposal
from governance.refusals import NotAllowed, Refusal
from portal.site.needs.gate import PersonRequest, find_need

CONFLICT, UNPROCESSABLE, FORBIDDEN = 409, 422, 403
Page = Callable[[PersonRequest, Proposal], HttpResponse]


def on_a_need(page: Page) -> Callable[..., HttpResponse]:
    """A form about one need, for signed-in people."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(page)
    def guarded(request: PersonRequest, number: int) -> HttpResponse:
        return page(request, find_need(number, request.user))

    return guarded


def attempt(form: forms.Form, act: Callable[[], Any]) -> tuple[Any, int]:
    """What the act gives, and the status; a refusal stays on the form, filled in."""
    if not form.is_valid():
        return None, UNPROCESSABLE
    try:
        return act(), 200
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None, getattr(refusal, "status", CONFLICT)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return None, FORBIDDEN


def steered_by(user: Any) -> list[Cooperative]:
    """The co-ops whose needs this reader may place and move."""
    if not user.is_authenticated:
        return []
    own = membership.cooperatives_where(user, "steer_roadmap")
    return list(dict.fromkeys([*own, *membership.cooperatives_overseen(user)]))
