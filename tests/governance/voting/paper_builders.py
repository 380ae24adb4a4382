"""Paper in tests: people marked, and two counts of a batch."""

from datetime import datetime
from typing import Any

from governance.membership.models import Cooperative, Person
from governance.voting.actions.paper_batches import open_batch
from governance.voting.actions.paper_counts import hand_in_count
from governance.voting.actions.paper_marks import give_paper
from governance.voting.models import PaperBatch, Round
from governance.voting.queries import roll_line

TWO_YES = {
    "used": 2, "spoiled": 1, "returned": 7, "tally": {"yes": 2, "no": 0, "abstain": 0}
}  # fmt: skip
ONE_NO = {
    "used": 2, "spoiled": 1, "returned": 7, "tally": {"yes": 1, "no": 1, "abstain": 0}
}  # fmt: skip


def mark(round: Round, *people: Person, by: Person, at: datetime) -> None:
    for person in people:
        line = roll_line(round, person)
        assert line is not None
        give_paper(round, by=by, at=at, number=line.number)


def batch_of(
    round: Round, place: Cooperative, issued: int, *, by: Person, at: datetime
) -> PaperBatch:
    return open_batch(round, by=by, at=at, cooperative=place, issued=issued)


def counted_twice(
    batch: PaperBatch, hands: tuple[Person, Person], *, at: datetime, **figures: Any
) -> PaperBatch:
    for person in hands:
        hand_in_count(batch, by=person, at=at, **figures)
    batch.refresh_from_db()
    return batch
