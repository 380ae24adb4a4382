"""Counting the papers of a batch: one's own count, then the two side by side."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.refusals import Refusal
from governance.voting import lifecycle, paper_desk, permissions
from governance.voting.actions.paper_counts import choose_count
from governance.voting.models import PaperBatch, PaperEntry, Round
from portal.site.needs.gate import PersonRequest
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.paper import desk, tallying
from portal.site.votes.paper.counting import UNPROCESSABLE, counting
from portal.site.votes.paper.forms import ChooseForm
from portal.site.votes.shown import choices, find_round


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper_count(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """One's own count, to hand in or to correct. Nobody sees another's before."""
    round = find_round(pk, request.user)
    desk.for_counters(request.user, round)
    batch = desk.find_batch(round, number)
    if told := _too_late(round, batch):
        return stopped(request, round, told, CONFLICT)
    own = counting(batch, request)
    if request.method == "POST" and own.handed_in():
        return _after(request, batch)
    return own.page()


def _too_late(round: Round, batch: PaperBatch) -> str:
    if batch.agreed_at is not None:
        return _("This batch is agreed: its figures are final.")
    if batch.set_aside_at is not None:
        return _("This batch was set aside: it is not counted.")
    if not lifecycle.may("count paper", round, timezone.now()):
        return _("Papers are counted from the opening of the vote until its result.")
    return ""


def _after(request: PersonRequest, batch: PaperBatch) -> HttpResponse:
    """Where one's count leads: agreed, apart, or waiting for the other person."""
    batch.refresh_from_db()
    if batch.agreed_at is not None:
        messages.success(
            request, _("The two counts are the same: the batch is agreed.")
        )
        return redirect("round_paper", pk=batch.round_id)
    if len(paper_desk.handed_in(batch)) == 2:
        return redirect("paper_compare", pk=batch.round_id, number=batch.number)
    messages.success(
        request, _("Your count is in. Someone else now counts the same papers.")
    )
    return redirect("round_paper", pk=batch.round_id)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper_compare(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Both counts line by line, once both are in; whoever runs the vote may keep one."""
    round = find_round(pk, request.user)
    desk.for_counters(request.user, round)
    batch = desk.find_batch(round, number)
    counts = paper_desk.handed_in(batch)
    if len(counts) < 2:
        told = _("There are not two counts to compare yet.")
        return stopped(request, round, told, CONFLICT)
    form, status = ChooseForm(request.POST or None), 200
    if request.method == "POST":
        desk.for_runners(request.user, round)
        if _chosen(request, batch, form):
            return redirect("round_paper", pk=round.pk)
        status = UNPROCESSABLE
    return _comparison(request, batch, counts, form, status)


def _chosen(request: PersonRequest, batch: PaperBatch, form: ChooseForm) -> bool:
    if not form.is_valid():
        return False
    try:
        choose_count(batch, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The count is kept and the batch is agreed."))
    return True


def _comparison(
    request: PersonRequest,
    batch: PaperBatch,
    counts: list[PaperEntry],
    form: ChooseForm,
    status: int,
) -> HttpResponse:
    rows = tallying.differences(counts, batch, choices(batch.round))
    context = {
        "round": batch.round,
        "batch": batch,
        "rows": rows,
        "apart": sum(row.apart for row in rows),
        "own": next((c.hand for c in counts if c.person_id == request.user.pk), None),
        "runs": permissions.can_run(request.user, batch.round),
        "form": form,
    }
    return render(request, "site/votes/paper_compare.html", context, status=status)
