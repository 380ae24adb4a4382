"""The desk where the roll of an open vote is corrected: look, propose, confirm."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from governance.membership.models import Cooperative, Person
from governance.refusals import NotAllowed, Refusal
from governance.voting import actions, correcting, lifecycle
from governance.voting.models import RollCorrection, Round
from portal.site.needs.gate import PersonRequest
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.roll import people, told
from portal.site.votes.roll.forms import CorrectionForm, LookForm
from portal.site.votes.shown import find_round

UNPROCESSABLE = 422


@login_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def round_roll(request: PersonRequest, pk: int) -> HttpResponse:
    """What was corrected and what waits; look for somebody, confirm or take back."""
    round, places = _theirs(request, pk)
    if sentence := _closed(round):
        return stopped(request, round, sentence, CONFLICT)
    status = _settle(request, round) if request.method == "POST" else 200
    round.refresh_from_db()
    form = LookForm(request.POST if "words" in request.POST else None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = people.search(round, places, words)
    context = {
        "round": round,
        "form": form,
        "words": words,
        "found": found[: people.MOST],
        "more": len(found) > people.MOST,
        "waiting": _waiting(request, round, places),
        "corrections": told.of_round(round),
    }
    return render(request, "site/votes/roll.html", context, status=status)


@login_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def roll_correct(request: PersonRequest, pk: int) -> HttpResponse:
    """Why, in both languages; then everything that will be public, before proposing."""
    round, places = _theirs(request, pk)
    if sentence := _closed(round):
        return stopped(request, round, sentence, CONFLICT)
    if request.method != "POST":
        return redirect("round_roll", pk=pk)
    about = _about(round, places, request.POST.get("person", ""))
    step = request.POST.get("step", "")
    form = CorrectionForm(request.POST if step else None, initial=_first(about))
    status = _step(request, round, form, about, step) if step else 200
    if status == 302:
        messages.success(request, _("Proposed. A second person must confirm it."))
        return redirect("round_roll", pk=pk)
    shows = step in ("check", "propose") and not form.errors
    context = {
        "round": round,
        "form": form,
        "about": about,
        "public": _public(round, form, about) if shows else None,
    }
    return render(request, "site/votes/roll_correct.html", context, status=status)


def _theirs(request: PersonRequest, pk: int) -> tuple[Round, list[Cooperative]]:
    round = find_round(pk, request.user)
    places = correcting.theirs(request.user, round)
    if not places:
        raise NotAllowed(
            _(
                "Only coordinators and secretaries of the co-operatives that vote, and "
                "officers of their federation, correct the roll."
            )
        )
    return round, places


def _closed(round: Round) -> str:
    if not lifecycle.may("correct", round, timezone.now()):
        return _("A roll is corrected from the opening to the closing of its vote.")
    if not correcting.can_be_corrected(round):
        return _("This vote has no public log to correct its roll on.")
    return ""


def _waiting(
    request: PersonRequest, round: Round, places: list[Cooperative]
) -> list[dict[str, Any]]:
    """Proposals about their members; the one who proposed does not confirm."""
    rows = round.corrections.waiting().filter(cooperative__in=places)
    shown = []
    for row in rows.select_related("cooperative", "person", "proposed_by"):
        reasons = {"fr": row.reason_fr, "en": row.reason_en}
        public = told.foreseen(round, row.cooperative, row.kind, row.line or 0, reasons)
        hands = {row.proposed_by_id, row.person_id}
        shown.append(
            {"row": row, "public": public, "may": request.user.pk not in hands}
        )
    return shown


def _settle(request: PersonRequest, round: Round) -> int:
    """Confirm or take back what the button names; the status of the page."""
    confirmed, back = request.POST.get("confirm", ""), request.POST.get("back", "")
    named = confirmed or back
    if not named:
        return 200
    row = round.corrections.filter(pk=int(named) if named.isdecimal() else 0).first()
    if row is None:
        raise Http404(_("This correction is not there."))
    act = actions.confirm_correction if confirmed else actions.take_back_correction
    try:
        act(row, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return getattr(refusal, "status", CONFLICT)
    if confirmed:
        messages.success(
            request, _("Done. The roll is corrected, and the public log says so.")
        )
    else:
        messages.success(request, _("Taken back. The roll did not change."))
    return 200


def _about(round: Round, places: list[Cooperative], ref: str) -> people.Found:
    try:
        person = Person.objects.filter(ref=UUID(ref)).first()
    except ValueError:
        person = None
    found = people.of_person(round, places, person) if person else None
    if found is None:
        raise Http404(_("Nobody of your co-operatives has this number."))
    return found


def _first(about: people.Found) -> dict[str, Any]:
    return {"person": about.person.ref, "kind": about.kind}


def _step(
    request: PersonRequest,
    round: Round,
    form: CorrectionForm,
    about: people.Found,
    step: str,
) -> int:
    """Check the words, then propose; the status of the page, 302 once it is done."""
    if not form.is_valid():
        return UNPROCESSABLE
    why = {name: form.cleaned_data[name] for name in ("reason_fr", "reason_en")}
    try:
        if step == "propose":
            _propose(request, round, form.cleaned_data["kind"], about, why)
            return 302
        correcting.public_reasons(**why, person=about.person, place=about.place)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return getattr(refusal, "status", CONFLICT)
    return 200


def _propose(
    request: PersonRequest,
    round: Round,
    kind: str,
    about: people.Found,
    why: dict[str, str],
) -> None:
    facts: dict[str, Any] = {"by": request.user, "at": timezone.now(), **why}
    if kind == RollCorrection.Kind.ADDED:
        actions.propose_adding(round, person=about.person, **facts)
    else:
        actions.propose_striking(round, number=about.line, **facts)


def _public(round: Round, form: CorrectionForm, about: people.Found) -> told.Told:
    """What everyone will read."""
    data = form.cleaned_data
    reasons = {"fr": data["reason_fr"], "en": data["reason_en"]}
    line = about.line if data["kind"] == RollCorrection.Kind.STRUCK else 0
    return told.foreseen(round, about.place, data["kind"], line, reasons)
