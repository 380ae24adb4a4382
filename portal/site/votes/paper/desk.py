"""Batches as their pages show them: how far each one is, and what is next."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.membership.models import Person
from governance.refusals import NotAllowed
from governance.voting import paper_desk, permissions
from governance.voting.models import PaperBatch, Round

# State → badge words, tone.
STATES = {
    "printed": (gettext_lazy("to be counted"), "plain"),
    "once": (gettext_lazy("counted once"), "gold"),
    "apart": (gettext_lazy("the counts differ"), "maple"),
    "agreed": (gettext_lazy("agreed"), "evergreen"),
    "aside": (gettext_lazy("not counted"), "plain"),
}


@dataclass(frozen=True)
class Card:
    """A batch for one reader. ``mine``: they handed in a count of it; ``may_count``:
    theirs is one of the two counts, or could be."""

    batch: PaperBatch
    state: str
    mine: bool
    may_count: bool
    taken: int

    @property
    def words(self) -> str:
        return str(STATES[self.state][0])

    @property
    def tone(self) -> str:
        return STATES[self.state][1]

    @property
    def next_step(self) -> str:
        """What is to be done, in a sentence; empty once the batch is settled."""
        if self.state == "once" and self.mine:
            return _("Your count is in. Someone else now counts the same papers.")
        if self.state == "once":
            return _("One person counted. A second one counts without seeing it.")
        if self.state == "apart":
            return _("The two counts differ. Compare them, count again, correct.")
        if self.state == "printed":
            return _(
                "Print, hand out against a signature, then two people count, each alone."
            )
        return ""


def cards(round: Round, person: Person) -> list[Card]:
    """Every batch of a round, in a number of queries that does not grow."""
    batches = round.paper_batches.select_related("cooperative").prefetch_related(
        "entries"
    )
    lines = round.roll.filter(paper_on__isnull=False)
    marked = list(lines.values_list("cooperative_id", flat=True))
    return [_card(b, person, marked.count(b.cooperative_id)) for b in batches]


def _card(batch: PaperBatch, person: Person, taken: int) -> Card:
    entries = list(batch.entries.all())
    own = [entry for entry in entries if entry.person_id == person.pk]
    done = sum(entry.done for entry in entries)
    return Card(
        batch=batch,
        state=_state(batch, done),
        mine=any(entry.done for entry in own),
        may_count=bool(own) or len(entries) < 2,
        taken=taken,
    )


def _state(batch: PaperBatch, done: int) -> str:
    if batch.set_aside_at is not None:
        return "aside"
    if batch.agreed_at is not None:
        return "agreed"
    return ("printed", "once", "apart")[done]


def card(batch: PaperBatch, person: Person) -> Card:
    taken = batch.round.roll.filter(
        cooperative=batch.cooperative, paper_on__isnull=False
    )
    return _card(batch, person, taken.count())


def for_runners(user: Any, round: Round) -> None:
    if not permissions.can_run(user, round):
        raise NotAllowed(_("Only the people who hold this vote handle its papers."))


def for_counters(user: Any, round: Round) -> None:
    if not paper_desk.may_count(user, round):
        raise NotAllowed(
            _("Only those who run this vote, or whom they name, count its papers.")
        )


def find_batch(round: Round, number: int) -> PaperBatch:
    found = round.paper_batches.select_related("cooperative").filter(number=number)
    batch = found.first()
    if batch is None:
        raise Http404(_("There is no batch with this number in this vote."))
    batch.round = round
    return batch
