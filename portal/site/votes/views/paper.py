"""Paper ballots for those who hold a vote: batches, what to print, who counts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from governance.membership.models import Person
from governance.refusals import Refusal
from governance.voting import lifecycle, papers, permissions
from governance.voting.actions.paper_batches import (
    count_anew,
    dismiss_scrutineer,
    name_scrutineer,
    open_batch,
    set_batch_aside,
)
from governance.voting.lifecycle import stage
from governance.voting.models import Round
from portal.site.needs.gate import PersonRequest
from portal.site.votes.forms.changing import ReasonsForm
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.paper import desk, people
from portal.site.votes.paper.forms import BatchForm, SearchForm
from portal.site.votes.shown import find_round

UNPROCESSABLE = 422


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def round_paper(request: PersonRequest, pk: int) -> HttpResponse:
    """Every batch and what is next; the form that opens another one."""
    round = find_round(pk, request.user)
    desk.for_counters(request.user, round)
    form, status = BatchForm(request.POST or None, round=round), 200
    if request.method == "POST":
        desk.for_runners(request.user, round)
        if _opened(request, round, form):
            return redirect("round_paper", pk=round.pk)
        status = UNPROCESSABLE
    now = timezone.now()
    context = {
        "round": round,
        "stage": stage(round, now),
        "cards": desk.cards(round, request.user),
        "form": form,
        "runs": permissions.can_run(request.user, round),
        "may_print": lifecycle.may("print", round, now),
        "may_count": lifecycle.may("count paper", round, now),
        "marked": papers.marked(round),
        "scrutineers": round.scrutineers.select_related("person"),
    }
    return render(request, "site/votes/paper_batches.html", context, status=status)


def _opened(request: PersonRequest, round: Round, form: BatchForm) -> bool:
    if not form.is_valid():
        return False
    try:
        batch = open_batch(
            round, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    told = _("Batch %(number)s is open. Print its ballots and its sign-in sheet.")
    messages.success(request, told % {"number": batch.number})
    return True


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper_aside(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Close a batch without counting it, with a public reason."""
    round = find_round(pk, request.user)
    desk.for_runners(request.user, round)
    batch = desk.find_batch(round, number)
    if batch.is_settled:
        return stopped(request, round, _("This batch is already closed."), CONFLICT)
    form, status = ReasonsForm(request.POST or None), 200
    if request.method == "POST":
        facts = form.cleaned_data if form.is_valid() else None
        try:
            if facts is not None:
                set_batch_aside(batch, by=request.user, at=timezone.now(), **facts)
                messages.success(request, _("The batch is closed. It is not counted."))
                return redirect("round_paper", pk=round.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        status = UNPROCESSABLE
    context = {"round": round, "batch": batch, "form": form}
    return render(request, "site/votes/paper_aside.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper_anew(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Forget an agreed count while the vote is open; two people start again."""
    round = find_round(pk, request.user)
    desk.for_runners(request.user, round)
    batch = desk.find_batch(round, number)
    if request.method == "POST":
        try:
            count_anew(batch, by=request.user, at=timezone.now())
        except Refusal as refusal:
            return stopped(request, round, refusal, CONFLICT)
        messages.success(request, _("The batch is to be counted anew, by two people."))
        return redirect("round_paper", pk=round.pk)
    if batch.agreed_at is None:
        told = _("Only a batch that was agreed is counted anew.")
        return stopped(request, round, told, CONFLICT)
    context = {"round": round, "batch": batch}
    return render(request, "site/votes/paper_anew.html", context)


@login_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def paper_counters(request: PersonRequest, pk: int) -> HttpResponse:
    """Name the people who count papers. Names travel in the body of the form alone:
    addresses are kept in logs."""
    round = find_round(pk, request.user)
    desk.for_runners(request.user, round)
    form = SearchForm(request.POST or None)
    found: list[people.Found] = []
    if request.method == "POST":
        try:
            if _named(request, round):
                return redirect("paper_counters", pk=round.pk)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        words = form.cleaned_data["words"] if form.is_valid() else ""
        found = people.search(round, None, words)
    named = list(round.scrutineers.select_related("person"))
    context: dict[str, Any] = {
        "round": round,
        "form": form,
        "found": found[: people.MOST],
        "more": len(found) > people.MOST,
        "searched": request.method == "POST",
        "scrutineers": named,
        "named": {scrutineer.person_id for scrutineer in named},
    }
    return render(request, "site/votes/paper_counters.html", context)


def _named(request: PersonRequest, round: Round) -> bool:
    """Whether the form named or dismissed someone (else it only searches)."""
    now = timezone.now()
    if number := request.POST.get("name", ""):
        lines = round.roll.filter(number=_small(number))
        person = Person.objects.filter(roll_lines__in=lines).first()
        if person is None:
            raise Refusal(_("Nobody stands at this place of the roll."))
        name_scrutineer(round, by=request.user, at=now, person=person)
        return True
    if gone := request.POST.get("dismiss", ""):
        known = round.scrutineers.filter(pk=_small(gone))
        if scrutineer := known.first():
            dismiss_scrutineer(scrutineer, by=request.user, at=now)
        return True
    return False


def _small(number: str) -> int:
    """A number that a row can have, or none has."""
    return int(number) if number.isdecimal() and len(number) < 10 else 0


@login_required
@never_cache
@require_safe
def paper_ballots(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """The ballots of a batch to print."""
    from portal.site.votes.paper import ballot_pdf  # noqa: PLC0415 - slow to load, seldom asked for

    round = find_round(pk, request.user)
    desk.for_runners(request.user, round)
    batch = desk.find_batch(round, number)
    return _pdf(ballot_pdf.ballots(batch), f"vote-{pk}-lot-{number}-bulletins")


@login_required
@never_cache
@require_safe
def paper_sheet(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """The sheet to sign: names and member numbers of those who have not voted."""
    from portal.site.votes.paper import signing_pdf  # noqa: PLC0415 - slow to load, seldom asked for

    round = find_round(pk, request.user)
    desk.for_runners(request.user, round)
    batch = desk.find_batch(round, number)
    if told := sheet_too_early(round):
        return stopped(request, round, told, CONFLICT)
    signers = people.to_sign(round, batch.cooperative)
    sheet = signing_pdf.sheet(batch, signers, timezone.now())
    return _pdf(sheet, f"vote-{pk}-lot-{number}-signatures")


def sheet_too_early(round: Round) -> str:
    if lifecycle.may("count paper", round, timezone.now()):
        return ""
    return _("The sign-in sheet can be printed from the opening until the count.")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
