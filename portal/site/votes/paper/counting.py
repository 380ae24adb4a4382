"""A request about one's own count of a batch: totals, or papers one by one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from governance.refusals import Refusal
from governance.voting import paper_checks, paper_desk
from governance.voting.actions.paper_counts import (
    hand_in_count,
    take_paper_out,
    type_paper,
)
from governance.voting.actions.paper_names import (
    take_named_paper_out,
    type_named_paper,
)
from governance.voting.models import PaperBatch
from governance.voting.paper.forms import Form
from portal.site.needs.gate import PersonRequest
from portal.site.votes.forms.ballot import ballot_form
from portal.site.votes.gate import CONFLICT
from portal.site.votes.paper import people, tallying
from portal.site.votes.paper.forms import CountForm, WhoForm
from portal.site.votes.shown import choices

UNPROCESSABLE = 422
Typed = list[tuple[str, int, int]]  # words, how many, place in the list or on the roll


def counting(batch: PaperBatch, request: PersonRequest) -> "Counting":
    """In the way that the rule of the vote, or its being recorded, asks for."""
    form = paper_desk.form(batch.round)
    known = {Form.PAPERS: PaperByPaper, Form.NAMED: PersonByPerson}
    return known.get(form, Counting)(batch, request)


class Counting:
    """Totals, handed in at once."""

    by_papers = False

    def __init__(self, batch: PaperBatch, request: PersonRequest) -> None:
        self.batch, self.request, self.status = batch, request, 200
        self.options = choices(batch.round)
        self.entry = batch.entries.filter(person=request.user).first()
        self.cells = tallying.cells(batch, self.options)
        self.form = self._form()
        self.totals = tallying.add_fields(self.form, self.cells)
        self.paper: Any = None
        self.who: WhoForm | None = None

    @property
    def typed(self) -> Typed:
        return []

    def _form(self) -> CountForm:
        sent = self.request.POST if "hand_in" in self.request.POST else None
        typed = sum(n for _w, n, _i in self.typed) if self.by_papers else None
        initial = tallying.initial(self.entry, self.cells)
        return CountForm(sent, batch=self.batch, typed=typed, initial=initial)

    def handed_in(self) -> bool:
        """Do what the form says; whether the whole count was handed in."""
        try:
            if self._did_a_paper():
                self.form = self._form()
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

    def _did_a_paper(self) -> bool:
        """Whether the form was about one paper alone."""
        return False

    def _tally(self) -> dict[str, Any] | None:
        """What was typed; None where it is in the count already, paper by paper."""
        empty = paper_checks.empty(self.batch)
        return tallying.tally(self.form, self.cells, empty)

    def _hand_in(self) -> bool:
        hand_in_count(
            self.batch,
            by=self.request.user,
            at=timezone.now(),
            tally=self._tally(),
            **self.form.papers(),
        )
        return True

    def page(self) -> HttpResponse:
        context = {
            "round": self.batch.round,
            "batch": self.batch,
            "form": self.form,
            "totals": self.totals,
            "by_papers": self.by_papers,
            "paper": self.paper,
            "who": self.who,
            "typed": self.typed,
            "typed_count": self.form.typed,
            "entry": self.entry,
        }
        return render(
            self.request, "site/votes/paper_count.html", context, status=self.status
        )


class PaperByPaper(Counting):
    """Papers added and taken out one at a time, then handed in together."""

    by_papers = True

    @property
    def typed(self) -> Typed:
        rows = self.entry.tally["papers"] if self.entry else []
        return [(tallying.said(c, self.options), n, i) for i, (c, n) in enumerate(rows)]

    def _tally(self) -> None:
        return None

    def _did_a_paper(self) -> bool:
        post = self.request.POST
        if "add" in post:
            self._add(ballot_form(self.batch.round, self.options, post))
            return True
        if out := post.get("out", ""):
            self._take_out(int(out) if out.isdecimal() and len(out) < 9 else -1)
        return bool(out)

    def _add(self, paper: Any) -> None:
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

    def _take_out(self, place: int) -> None:
        rows = self.entry.tally["papers"] if self.entry else []
        if not 0 <= place < len(rows):
            raise Refusal(_("No paper of your count says this."))
        said, now = rows[place][0], timezone.now()
        self.entry = take_paper_out(
            self.batch, by=self.request.user, at=now, choices=said
        )

    def page(self) -> HttpResponse:
        if self.paper is None:
            self.paper = ballot_form(self.batch.round, self.options)
        return super().page()


class PersonByPerson(PaperByPaper):
    """In a recorded vote: each paper with the person who filled it in."""

    def __init__(self, batch: PaperBatch, request: PersonRequest) -> None:
        super().__init__(batch, request)
        self.who = WhoForm(batch=batch)

    @property
    def typed(self) -> Typed:
        rows = self.entry.tally["named"] if self.entry else []
        lines = [line for line, _said in rows]
        names = people.names_on(self.batch.round, self.batch.cooperative, lines)
        return [
            (self._words(names.get(line, "–"), said), 1, line) for line, said in rows
        ]

    def _words(self, name: str, said: dict[str, Any]) -> str:
        return format_html("{} – {}", name, tallying.said(said, self.options))

    def _add(self, paper: Any) -> None:
        who = WhoForm(self.request.POST, batch=self.batch)
        if not (who.is_valid() and paper.is_valid()):
            self.who, self.paper, self.status = who, paper, UNPROCESSABLE
            return
        self.entry = type_named_paper(
            self.batch,
            by=self.request.user,
            at=timezone.now(),
            number=who.cleaned_data["who"],
            choices=paper.choices(),
        )

    def _take_out(self, place: int) -> None:
        self.entry = take_named_paper_out(
            self.batch, by=self.request.user, at=timezone.now(), number=place
        )
