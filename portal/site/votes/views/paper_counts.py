"""Counting the papers of a batch: one's own count, then the two side by side."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.refusals import Refusal
from governance.voting import lifecycle, paper_checks, paper_desk, permissions
from governance.voting.actions.paper_counts import (
    choose_count,
    hand_in_count,
    take_paper_out,
    type_paper,
)
from governance.voting.models import PaperBatch, PaperEntry, Round
from governance.voting.paper.forms import Form
from portal.site.needs.gate import PersonRequest
from portal.site.votes.forms.ballot import ballot_form
from portal.site.votes.gate import CONFLICT, stopped
from portal.site.votes.paper import desk, tallying
from portal.site.votes.paper.forms import ChooseForm, CountForm
from portal.site.votes.shown import choices, find_round

UNPROCESSABLE = 422


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
    counting = Counting(batch, request)
    if request.method == "POST" and counting.handed_in():
        return _after(request, batch)
    return counting.page()


def _too_late(round: Round, batch: PaperBatch) -> str:
    if batch.agreed_at is not None:
        return _("This batch is agreed: its figures are final.")
    if batch.set_aside_at is not None:
        return _("This batch was set aside: it is not counted.")
    if not lifecycle.may("count paper", round, timezone.now()):
        return _("Papers are counted from the opening of the vote until its result.")
    return ""


class Counting:
    """A request about one's own count: totals, or papers one by one."""

    def __init__(self, batch: PaperBatch, request: PersonRequest) -> None:
        self.batch, self.request, self.status = batch, request, 200
        self.options = choices(batch.round)
        self.by_papers = paper_desk.form(batch.round) is Form.PAPERS
        self.entry = batch.entries.filter(person=request.user).first()
        self.cells = tallying.cells(batch, self.options)
        self.form = self._form()
        self.totals = tallying.add_fields(self.form, self.cells)
        self.paper: Any = None

    @property
    def typed(self) -> list[tuple[str, int, int]]:
        """Papers typed so far: words, how many, place in the list."""
        rows = self.entry.tally["papers"] if self.by_papers and self.entry else []
        return [(tallying.said(c, self.options), n, i) for i, (c, n) in enumerate(rows)]

    def _form(self) -> CountForm:
        sent = self.request.POST if "hand_in" in self.request.POST else None
        return CountForm(
            sent,
            batch=self.batch,
            typed=sum(n for _w, n, _i in self.typed) if self.by_papers else None,
            initial=tallying.initial(self.entry, self.cells),
        )

    def handed_in(self) -> bool:
        """Do what the form says; whether the whole count was handed in."""
        post = self.request.POST
        try:
            if "add" in post:
                self._add()
            elif "out" in post:
                self._take_out(post["out"])
            elif self.form.is_valid():
                return self._hand_in()
            else:
                self.status = UNPROCESSABLE
        except Refusal as refusal:
            if self.form.is_bound:
                self.form.add_error(None, str(refusal))
            else:
                messages.error(self.request, str(refusal))
            self.status = getattr(refusal, "status", CONFLICT)
        return False

    def _add(self) -> None:
        paper = ballot_form(self.batch.round, self.options, self.request.POST)
        if not paper.is_valid():
            self.paper, self.status = paper, UNPROCESSABLE
            return
        after = self.request.POST.get("after", "")
        self.entry = type_paper(
            self.batch,
            by=self.request.user,
            at=timezone.now(),
            choices=paper.choices(),
            after=int(after) if after.isdecimal() and len(after) < 9 else None,
        )
        self.form = self._form()

    def _take_out(self, place: str) -> None:
        rows = self.entry.tally["papers"] if self.entry else []
        if not place.isdecimal() or int(place) >= len(rows):
            raise Refusal(_("No paper of your count says this."))
        said, now = rows[int(place)][0], timezone.now()
        self.entry = take_paper_out(
            self.batch, by=self.request.user, at=now, choices=said
        )
        self.form = self._form()

    def _hand_in(self) -> bool:
        tally = None
        if not self.by_papers:
            empty = paper_checks.empty(self.batch)
            tally = tallying.tally(self.form, self.cells, empty)
        facts = self.form.papers()
        now = timezone.now()
        hand_in_count(self.batch, by=self.request.user, at=now, tally=tally, **facts)
        return True

    def page(self) -> HttpResponse:
        round = self.batch.round
        if self.by_papers and self.paper is None:
            self.paper = ballot_form(round, self.options)
        context = {
            "round": round,
            "batch": self.batch,
            "form": self.form,
            "totals": self.totals,
            "by_papers": self.by_papers,
            "paper": self.paper,
            "typed": self.typed,
            "typed_count": self.form.typed,
            "entry": self.entry,
        }
        return render(
            self.request, "site/votes/paper_count.html", context, status=self.status
        )


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
