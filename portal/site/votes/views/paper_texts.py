"""What the PDFs of a batch say, as pages: for a screen reader, or to print from here."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from governance.voting import permissions
from portal.site.needs.gate import PersonRequest
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.paper import desk, people
from portal.site.votes.paper.ballot_paper import paper_of
from portal.site.votes.shown import find_round
from portal.site.votes.views.paper import sheet_too_early


@login_required
@never_cache
@require_safe
def paper_ballots_text(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """One ballot of the batch, in both languages: they are all alike."""
    round = find_round(pk, request.user)
    desk.for_counters(request.user, round)
    batch = desk.find_batch(round, number)
    context = {
        "round": round,
        "batch": batch,
        "paper": paper_of(batch),
        "runs": permissions.can_run(request.user, round),
    }
    return render(request, "site/votes/paper_ballots_text.html", context)


@login_required
@never_cache
@require_safe
def paper_sheet_text(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Who may still take a paper ballot, as a table; made when asked for, never kept."""
    round = find_round(pk, request.user)
    desk.for_runners(request.user, round)
    batch = desk.find_batch(round, number)
    if told := sheet_too_early(round):
        return stopped(request, round, told, CONFLICT)
    context = {
        "round": round,
        "batch": batch,
        "now": timezone.now(),
        "signers": people.to_sign(round, batch.cooperative),
    }
    return render(request, "site/votes/paper_sheet_text.html", context)
