"""The sign-in desk: find someone, hand them a paper ballot, take it back unused."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from governance.refusals import Refusal
from governance.voting import lifecycle
from governance.voting.actions.paper_marks import give_paper, hand_back_paper
from governance.voting.models import Round
from portal.site.needs.gate import PersonRequest
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.paper import desk, people
from portal.site.votes.paper.forms import SearchForm
from portal.site.votes.shown import find_round


@login_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def paper_people(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Search by name or member number, then one click. What is searched travels in the
    body of the form alone: addresses are kept in logs."""
    round = find_round(pk, request.user)
    desk.for_runners(request.user, round)
    batch = desk.find_batch(round, number)
    if not lifecycle.may("count paper", round, timezone.now()):
        told = _("Paper ballots are handed out from the opening until the count.")
        return stopped(request, round, told, CONFLICT)
    status = _act(request, round) if request.method == "POST" else 200
    form = SearchForm(request.POST or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = people.search(round, batch.cooperative, words)
    context = {
        "round": round,
        "card": desk.card(batch, request.user),
        "batch": batch,
        "form": form,
        "words": words,
        "found": found[: people.MOST],
        "more": len(found) > people.MOST,
    }
    return render(request, "site/votes/paper_people.html", context, status=status)


def _act(request: PersonRequest, round: Round) -> int:
    """Give or take back what the form says, and the status of the page that follows."""
    given, back = request.POST.get("give", ""), request.POST.get("back", "")
    line = given or back
    if not line:
        return 200
    if not line.isdecimal() or len(line) > 9:
        messages.error(request, _("Nobody stands at this place of the roll."))
        return 404
    act = give_paper if given else hand_back_paper
    try:
        act(round, by=request.user, at=timezone.now(), number=int(line))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return getattr(refusal, "status", CONFLICT)
    if given:
        messages.success(request, _("Marked. You may hand over a paper ballot."))
    else:
        messages.success(request, _("Taken back. This person may vote online again."))
    return 200
