"""Paper in the rounds of the demo: handed out, counted apart, agreed and counted in."""

from datetime import datetime
from typing import Any

from governance.membership.models import Person, Seat
from governance.voting import paper_checks, paper_desk
from governance.voting.actions.paper_batches import name_scrutineer, open_batch
from governance.voting.actions.paper_counts import hand_in_count
from governance.voting.actions.paper_marks import give_paper
from governance.voting.models import PaperBatch
from governance.voting.paper.forms import Form
from portal.demo.people import Cast
from portal.demo.places import data
from portal.demo.rounds import Rounds
from portal.demo.timeline import Timeline

SPOILED = 1  # of every batch that is counted


class Papers:
    """Lays the life of each batch of paper on the line of time.

    ``day`` is when it is printed; the papers go out the day after, to people who do
    not vote online. ``apart``: the two counts differ on one line and wait.
    """

    def __init__(self, timeline: Timeline, cast: Cast, rounds: Rounds) -> None:
        self.timeline, self.cast, self.rounds = timeline, cast, rounds
        self.found: dict[str, PaperBatch] = {}

    def lay(self) -> None:
        for row in data("plan")["paper"]:
            self._lay_one(row)

    def _lay_one(self, row: dict[str, Any]) -> None:
        self.timeline.at(row["day"], lambda at: self._print(row, at))
        self.timeline.at(row["day"] + 0.5, lambda at: self._hand_out(row, at))
        if "counted" in row:
            self.timeline.at(row["counted"], lambda at: self._count(row, at))

    def _runner(self, row: dict[str, Any]) -> Person:
        """The coordinator of a vote of her co-op; the officer for the federation's."""
        host = self.rounds[row["round"]].host
        if host is None:
            assert self.cast.officer
            return self.cast.officer
        return self.cast.holder(host.slug, Seat.Role.COORDINATOR)

    def _print(self, row: dict[str, Any], at: datetime) -> None:
        round = self.rounds[row["round"]]
        place = round.cooperatives.get(slug=row["coop"])
        self.found[row["round"]] = open_batch(
            round, by=self._runner(row), at=at, cooperative=place, issued=row["issued"]
        )

    def _hand_out(self, row: dict[str, Any], at: datetime) -> None:
        round, by = self.rounds[row["round"]], self._runner(row)
        there = round.roll.filter(cooperative__slug=row["coop"], voted_on=None)
        silent = self.rounds.silent[row["round"]]
        lines = there.filter(person__in=silent).order_by("person__ref")
        for line in lines[: row["taken"]]:
            give_paper(round, by=by, at=at, number=line.number)

    def _count(self, row: dict[str, Any], at: datetime) -> None:
        """Two people, each alone: whoever runs the vote and somebody of the co-op."""
        batch, by = self.found[row["round"]], self._runner(row)
        taken = batch.round.roll.filter(
            cooperative=batch.cooperative, paper_on__isnull=False
        ).count()
        used = max(0, taken - SPOILED)
        for hand, person in enumerate(self._hands(row, by, at)):
            slip = hand if row.get("apart") and used else 0
            hand_in_count(
                batch, by=person, at=at, used=used, spoiled=SPOILED,
                returned=batch.issued - used - SPOILED,
                tally=self._tally(batch, used, slip),
            )  # fmt: skip

    def _hands(self, row: dict[str, Any], by: Person, at: datetime) -> list[Person]:
        role = Seat.Role.SECRETARY
        if by == self.cast.officer:
            role = Seat.Role.COORDINATOR
        other = self.cast.holder(row["coop"], role)
        if not paper_desk.may_count(other, batch_round := self.rounds[row["round"]]):
            name_scrutineer(batch_round, by=by, at=at, person=other)
        return [by, other]

    def _tally(self, batch: PaperBatch, used: int, slip: int) -> dict[str, Any]:
        """Mostly for; ``slip`` is one mark that one of the two people missed."""
        tally = paper_checks.empty(batch)
        if paper_desk.form(batch.round) is Form.ANSWERS:
            no = min(1, used) + slip
            return tally | {"yes": used - no, "no": no}
        rows = tally["approvals"]
        rows[0][1], rows[1][1] = used, max(0, used - 1 - slip)
        return tally
