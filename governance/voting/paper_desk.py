"""What the acts on a batch share: who may count it, its locks, its two counts."""

from typing import Any

from governance.voting import asking, locks, permissions
from governance.voting.models import PaperBatch, PaperEntry, Round
from governance.voting.paper import forms
from governance.voting.rules import Question


def hold(batch: PaperBatch) -> tuple[Round, PaperBatch]:
    """The round alone, then the batch: no cast, mark or count changes meanwhile."""
    held = locks.hold_alone(batch.round)
    return held, PaperBatch.objects.select_for_update().get(pk=batch.pk)


def may_count(person: Any, round: Round) -> bool:
    """Who runs the round, and whoever they named to count its papers."""
    if person is None or not person.is_authenticated or not person.is_active:
        return False
    if permissions.can_run(person, round):
        return True
    return round.scrutineers.filter(person=person).exists()


def question(round: Round) -> Question:
    return asking.of_sheet(round.sheet)


def rule(round: Round) -> str:
    return str(round.sheet["rule"]["name"])


def is_recorded(round: Round) -> bool:
    """Whether each answer is kept with the name of who gave it."""
    return bool(round.sheet["ballot"]["secrecy"] == Round.Secrecy.RECORDED)


def form(round: Round) -> forms.Form:
    """How the papers of the round are typed."""
    if is_recorded(round):
        return forms.Form.NAMED
    return forms.form_of(rule(round), question(round))


def handed_in(batch: PaperBatch) -> list[PaperEntry]:
    """The counts that are finished, the first one first."""
    return [entry for entry in batch.entries.select_related("person") if entry.done]


def same(one: PaperEntry, other: PaperEntry) -> bool:
    return figures(one) == figures(other)


def figures(entry: PaperEntry) -> tuple[Any, ...]:
    return entry.used, entry.spoiled, entry.returned, entry.tally
