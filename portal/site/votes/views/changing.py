"""Cancelling a round and putting off its closing: rare, public, with a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.voting import lifecycle, permissions
from governance.voting.actions import extend_round, void_round
from governance.voting.models import Round
from portal.site.needs.gate import PersonRequest
from portal.site.votes.forms.changing import ExtensionForm, ReasonsForm
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.shown import find_round

UNPROCESSABLE = 422
Act = Callable[..., Any]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_void(request: PersonRequest, pk: int) -> HttpResponse:
    """Cancel a round that is not counted yet: nothing of it will ever be counted."""
    round = _theirs(request, pk)
    if not lifecycle.may("void", round, timezone.now()):
        told = _("This vote is counted or already cancelled: it cannot be cancelled.")
        return stopped(request, round, told, CONFLICT)
    form = ReasonsForm(request.POST or None)
    done = _("The vote is cancelled. Its page says why.")
    return _page(request, round, form, "site/votes/void.html", void_round, done)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_extend(request: PersonRequest, pk: int) -> HttpResponse:
    """Put off the closing for an outage, until the round is counted."""
    round = _theirs(request, pk)
    if not lifecycle.may("extend", round, timezone.now()):
        told = _("Only a vote that is open, or just closed, can be extended.")
        return stopped(request, round, told, CONFLICT)
    form = ExtensionForm(request.POST or None, round=round)
    done = _("The closing is put off. The vote’s page and its public log say why.")
    return _page(request, round, form, "site/votes/extend.html", extend_round, done)


def _theirs(request: PersonRequest, pk: int) -> Round:
    round = find_round(pk, request.user)
    if not permissions.can_run(request.user, round):
        raise NotAllowed(_("Only the people who hold this vote may change it."))
    return round


def _page(
    request: PersonRequest,
    round: Round,
    form: Form,
    template: str,
    act: Act,
    done: str,
) -> HttpResponse:
    """The form, empty or filled in again with what is wrong; or the act, done once."""
    status = 200
    if request.method == "POST":
        status = _act(request, round, form, act)
        if status == 302:
            messages.success(request, done)
            return redirect("round_detail", pk=round.pk)
    return render(request, template, {"round": round, "form": form}, status=status)


def _act(request: PersonRequest, round: Round, form: Form, act: Act) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        act(round, by=request.user, at=timezone.now(), **form.cleaned_data)
    except MoveNotAllowed as refusal:
        form.add_error(None, str(refusal))
        return CONFLICT
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return getattr(refusal, "status", UNPROCESSABLE)
    return 302
