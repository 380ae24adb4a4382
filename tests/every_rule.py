"""A round of each rule, open for voting, and ballots that its rule reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from governance.membership.actions import appoint
from governance.membership.models import Cooperative, Federation, Person, Seat
from governance.proposals.models import Proposal
from governance.voting.models import Round
from tests.round_builders import accepted_need, crowd, opened_round

RULES = tuple(Round.Rule.values)
VOTERS = 12  # people in each co-op; a secret total by co-op asks for ten
TITLES = ("Lecture à voix haute", "Rappels hors ligne", "Carnet de vaccination")


@dataclass(frozen=True)
class Hall:
    """Where a round is held: two co-ops of a federation, and who runs what. The needs
    that are ready for a vote, by title, stand in the first round that is opened."""

    federation: Federation
    officer: Person
    host: Cooperative
    guest: Cooperative
    author: Person
    coordinator: Person
    at: datetime
    ready: dict[str, Proposal] = field(default_factory=dict)

    def needs(self, titles: Sequence[str]) -> list[Proposal]:
        """Those that are ready where all are; else new ones."""
        if set(titles) <= set(self.ready):
            return [self.ready.pop(title) for title in titles]
        return [self.need(title) for title in titles]

    def need(self, title: str) -> Proposal:
        return accepted_need(
            self.host,
            author=self.author,
            coordinator=self.coordinator,
            at=self.at,
            title=title,
        )

    def get_ready(self, titles: Sequence[str] = TITLES) -> "Hall":
        """With the people of both co-ops, too."""
        for place in (self.host, self.guest):
            voters(place)
        self.ready.update({title: self.need(title) for title in titles})
        return self


# What each rule is asked with, besides the needs.
TERMS: dict[str, dict[str, Any]] = {
    "approval": {"max_choices": 2},
    "points": {"max_points": 3, "total_points": 5},
    "irv": {"max_choices": 3},
    "stv": {"max_choices": 3, "seats": 2},
    "schulze": {"max_choices": 3},
    "mes": {"max_choices": 2, "budget_days": 30},
    "delegates": {"secrecy": "recorded", "bands": [[0, 1], [13, 2]]},
}


def opened(hall: Hall, rule: str, **more: Any) -> tuple[Round, list[Proposal]]:
    """A round of ``rule`` among the two co-ops, open, and its needs in order."""
    single = rule in ("majority", "double-majority", "delegates")
    needs = hall.needs(TITLES[: 1 if single else 3])
    if rule == "delegates":
        for place in (hall.host, hall.guest):
            for person in voters(place)[:2]:
                appoint(
                    person, role=Seat.Role.DELEGATE, place=place, by=None, at=hall.at
                )
    terms: dict[str, Any] = {
        "host": None,
        "federation": hall.federation,
        "cooperatives": [hall.host, hall.guest],
        "rule": rule,
        "max_choices": 1,
    }
    terms |= TERMS.get(rule, {})
    return opened_round(
        hall.host, *needs, by=hall.officer, at=hall.at, **terms | more
    ), needs


def voters(place: Cooperative) -> list[Person]:
    """Those of the crowd of a co-op, in order; made the first time."""
    found = Person.objects.filter(email__endswith=f"@{place.slug}.example")
    return list(found.order_by("pk")) or crowd(place, VOTERS)


def ballots(rule: str, needs: Sequence[Proposal]) -> list[dict[str, Any]]:
    """Nine ballots in the form of the rule: no clear field, and a blank one where the
    rule takes it."""
    numbers = [need.number for need in needs]
    if len(numbers) == 1:
        said = ["yes", "yes", "no", "abstain", "yes", "yes", "no", "yes", "yes"]
        return [{"answer": answer} for answer in said]
    a, b, c = numbers
    orders = [[a, b, c], [a], [b, c], [c, b], [b, a], [c], [a, c], [b], []]
    if rule in ("approval", "mes"):
        return [{"chosen": sorted(order[:2])} for order in orders]
    if rule == "points":
        return [
            {"points": [[n, 3 - i] for i, n in enumerate(order[:2])]}
            for order in orders
        ]
    return [{"ranking": order} for order in orders]
