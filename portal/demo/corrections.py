"""Rolls that were corrected while their vote was open, and one proposal that waits."""

from datetime import timedelta
from typing import Any

from governance.membership.actions import admit_member
from governance.membership.models import Cooperative, Membership, Person, Seat
from governance.voting import actions
from portal.demo.people import Cast
from portal.demo.rounds import Rounds
from portal.demo.timeline import Timeline

HERE, ELSEWHERE = "lac-tamarac", "canal-nord"
FORGOTTEN = {
    "reason_fr": "Adhésion signée en personne avant la date de référence, et saisie en "
    "retard au registre.",
    "reason_en": "Membership signed in person before the record date, and written in "
    "the register late.",
}
TWICE = {
    "reason_fr": "Cette personne était inscrite deux fois; son autre ligne reste.",
    "reason_en": "This person was enrolled twice; their other line stays.",
}


class Corrections:
    """The secretary and the coordinator of one co-op put its rolls right."""

    def __init__(
        self,
        timeline: Timeline,
        coops: dict[str, Cooperative],
        cast: Cast,
        rounds: Rounds,
    ) -> None:
        self.timeline, self.cast, self.rounds = timeline, cast, rounds
        self.place = coops[HERE]
        self.one = cast.holder(HERE, Seat.Role.COORDINATOR)
        self.other = cast.holder(HERE, Seat.Role.SECRETARY)

    def lay(self) -> None:
        self.timeline.at(-9, self._add)
        self.timeline.at(-8.5, lambda at: self._strike("email", at, confirmed=True))
        self.timeline.at(-2, lambda at: self._strike("status", at, confirmed=True))
        self.timeline.at(-1, lambda at: self._strike("status", at, confirmed=False))

    def _add(self, at: Any) -> None:
        """A member of another co-op, whose membership here was written down late."""
        held = self.rounds["email"]
        person = self._of_elsewhere()
        admit_member(
            self.place,
            person=person,
            category=Membership.Category.USER,
            by=None,
            at=at,
            since=held.record_date - timedelta(days=30),
            voting_right=True,
            member_number="2001",
        )
        waits = actions.propose_adding(
            held, by=self.one, at=at, person=person, **FORGOTTEN
        )
        actions.confirm_correction(waits, by=self.other, at=at)

    def _of_elsewhere(self) -> Person:
        busy = {*self.cast.named.values(), *self.cast.seats.values()}
        users = (p for p in reversed(self.cast.members[ELSEWHERE]) if p not in busy)
        return next(users)

    def _strike(self, key: str, at: Any, *, confirmed: bool) -> None:
        """Someone who was not going to vote in this story."""
        held, silent = self.rounds[key], self.rounds.silent[key]
        proposed = held.corrections.values("person")
        lines = held.roll.filter(person__in=silent, voted_on=None, paper_on=None)
        lines = lines.exclude(person__in=[self.one, self.other])
        line = lines.exclude(person__in=proposed).earliest("number")
        waits = actions.propose_striking(
            held, by=self.one, at=at, number=line.number, **TWICE
        )
        if confirmed:
            actions.confirm_correction(waits, by=self.other, at=at)
