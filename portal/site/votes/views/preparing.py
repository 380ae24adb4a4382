"""Preparing a round and opening it, for coordinators, secretaries and officers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from governance.refusals import NotAllowed, Refusal
from governance.voting import permissions, roll, wordings
from governance.voting.actions import (
    approve_round,
    delete_round,
    hold_back_round,
    open_round,
    prepare_round,
)
from governance.voting.lifecycle import Stage, stage
from governance.voting.models import Round
from portal.formats.moments import moment
from portal.site.needs.gate import PersonRequest
from portal.site.votes import opening, words
from portal.site.votes.forms.preparing import RoundForm
from portal.site.votes.gate import CONFLICT, FORBIDDEN, stopped
from portal.site.votes.shown import choices, find_round

UNPROCESSABLE = 422
WAITING: dict[str, tuple[Any, Any, str]] = {  # the button: act, sentence, page
    "approve": (
        approve_round,
        gettext_lazy("Checked: the vote opens by itself on %(moment)s."),
        "round_detail",
    ),
    "hold": (
        hold_back_round,
        gettext_lazy("The vote is held back: it does not open by itself."),
        "round_open",
    ),
}
LARGE = 5_000  # people on the roll; freezing more takes longer than a page may


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: PersonRequest) -> HttpResponse:
    """The form; nothing is public before the opening."""
    form = RoundForm(request.POST or None, person=request.user)
    if not form.hosts and not form.federations:
        raise NotAllowed(
            _("Only coordinators, secretaries and federation officers prepare votes.")
        )
    status = 200
    if request.method == "POST":
        prepared, status = _prepare(request, form)
        if prepared:
            messages.success(
                request, _("The vote is prepared. Check it, then open it.")
            )
            return redirect("round_open", pk=prepared.pk)
    return render(request, "site/votes/new.html", {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """The same form, filled in, as long as the vote is not open."""
    round = in_preparation(request, pk)
    if not isinstance(round, Round):
        return round
    form = RoundForm(request.POST or None, person=request.user, round=round)
    status = 200
    if request.method == "POST":
        prepared, status = _prepare(request, form, round)
        if prepared:
            messages.success(request, _("The vote is corrected. Check it again."))
            return redirect("round_open", pk=prepared.pk)
    context = {"form": form, "round": round}
    return render(request, "site/votes/new.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Nobody else has seen it: it goes without a trace but the journal’s."""
    round = in_preparation(request, pk)
    if not isinstance(round, Round):
        return round
    if request.method == "POST":
        try:
            delete_round(round, by=request.user, at=timezone.now())
        except Refusal as refusal:
            return stopped(request, round, refusal, CONFLICT)
        messages.success(request, _("The vote in preparation is deleted."))
        return redirect("round_list")
    return render(request, "site/votes/delete.html", {"round": round})


def in_preparation(request: PersonRequest, pk: int) -> Round | HttpResponse:
    """The round, or the page that says that it no longer changes."""
    round = find_round(pk, request.user)
    if not permissions.can_run(request.user, round):
        raise NotAllowed(_("Only the people who hold this vote may change it."))
    if stage(round, timezone.now()) == Stage.PREPARED:
        return round
    told = _("This vote was opened or cancelled: its description no longer changes.")
    return stopped(request, round, told, CONFLICT)


def _prepare(
    request: PersonRequest, form: RoundForm, instead_of: Round | None = None
) -> tuple[Round | None, int]:
    """The round, or None with the status of the form shown again, filled in."""
    if not form.is_valid():
        return None, UNPROCESSABLE
    try:
        now = timezone.now()
        facts = form.facts() | {"instead_of": instead_of}
        return prepare_round(by=request.user, at=now, **facts), 200
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None, getattr(refusal, "status", CONFLICT)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return None, FORBIDDEN


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_open(request: PersonRequest, pk: int) -> HttpResponseBase:
    """A last look at the rules, which cannot change once the vote is open."""
    round = find_round(pk, request.user)
    if not permissions.can_run(request.user, round):
        raise NotAllowed(_("Only the people who hold this vote may open it."))
    now = timezone.now()
    if stage(round, now) != Stage.PREPARED:
        return stopped(
            request, round, _("This vote has already been opened."), CONFLICT
        )
    if request.method == "POST" and request.POST.get("do") in WAITING:
        return _wait(request, round)
    if request.method == "POST":
        large = roll.people_today(round) > LARGE
        return (opening.watched if large else _open)(request, round)
    context = {
        "round": round,
        "options": choices(round),
        "late": wordings.late_in(round),
        "invited": round.cooperatives.all(),
        "early": now < round.opens_at,
        "approved": round.approved_at is not None,
        "nature_sentence": words.nature(round),
        "rules": words.rules(round),
    }
    return render(request, "site/votes/open.html", context)


def _wait(request: PersonRequest, round: Round) -> HttpResponse:
    """Let the portal open it at its hour, or take that back: nothing else changes."""
    act, told, then = WAITING[request.POST["do"]]
    try:
        act(round, by=request.user, at=timezone.now())
    except Refusal as refusal:
        return stopped(request, round, refusal, CONFLICT)
    messages.success(request, told % {"moment": moment(round.opens_at)})
    return redirect(then, pk=round.pk)


def _open(request: PersonRequest, round: Round) -> HttpResponse:
    try:
        open_round(round, by=request.user, at=timezone.now())
    except Refusal as refusal:
        return stopped(request, round, refusal, CONFLICT)
    messages.success(
        request,
        _("The rules are sealed and the roll is frozen: the vote is announced."),
    )
    return redirect("round_detail", pk=round.pk)
