"""Rounds of every rule with ballots as people might cast them: clear fields and narrow
ones, a circle, a tie that the lot breaks, days that run out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from governance.membership.actions import appoint
from governance.membership.models import Person, Seat
from governance.proposals.models import Proposal
from governance.voting.models import Round
from tests.every_rule import Hall
from tests.round_builders import opened_round, sealed, vote

NEEDS = {
    "Résultats en langage clair": 30,
    "Journal d’accès visible": 18,
    "Partage avec un proche aidant": 25,
    "Export complet de mes données": 15,
    "Rappels hors ligne": 22,
    "Lecture à voix haute": 12,
}
LIKED = (9, 8, 6, 5, 4, 4)  # how much each is wanted, against the others
TERMS: dict[str, dict[str, Any]] = {
    "approval": {"max_choices": 3},
    "points": {"max_points": 3, "total_points": 6, "seats": 2},
    "irv": {"max_choices": 4},
    "stv": {"max_choices": 4, "seats": 3},
    "schulze": {"max_choices": 4},
    "mes": {"max_choices": 3, "budget_days": 70},
    "delegates": {"secrecy": "recorded", "bands": [[0, 1], [21, 2], [41, 3]]},
}
SINGLE = ("majority", "double-majority", "delegates")


def counted(
    hall: Hall, rule: str, people: Sequence[Person], seed: int = 1, **more: Any
) -> Round:
    """A round of ``rule`` in which these people voted, sealed."""
    held, needs = opened(hall, rule, **more)
    chance = Random(seed)
    for person in people:
        vote(held, person, ballot(rule, needs, chance), at=hall.at)
    sealed(held)
    held.refresh_from_db()
    return held


def opened(hall: Hall, rule: str, **more: Any) -> tuple[Round, list[Proposal]]:
    needs = hall.needs([*NEEDS][: 1 if rule in SINGLE else None])
    _weigh(needs)
    terms: dict[str, Any] = {
        "host": None,
        "federation": hall.federation,
        "cooperatives": [hall.host, hall.guest],
        "rule": rule,
        "max_choices": 1,
        **TERMS.get(rule, {}),
        **more,
    }
    return opened_round(hall.host, *needs, by=hall.officer, at=hall.at, **terms), needs


def name_delegates(hall: Hall, people: Sequence[Person], place: Any) -> None:
    for person in people:
        appoint(person, role=Seat.Role.DELEGATE, place=place, by=None, at=hall.at)


def earlier(hall: Hall, days: int) -> Hall:
    """The same hall some days ago."""
    return replace(hall, at=hall.at - timedelta(days=days))


def _weigh(needs: Sequence[Proposal]) -> None:
    for need, days in zip(needs, NEEDS.values(), strict=False):
        need.effort_days = days
    Proposal.objects.bulk_update(needs, ["effort_days"])


def ballot(rule: str, needs: Sequence[Proposal], chance: Random) -> dict[str, Any]:
    """One ballot; every so often a blank one, where the rule takes it."""
    if len(needs) == 1:
        answers = ["yes"] * 6 + ["no"] * 3 + ["abstain"]
        return {"answer": chance.choice(answers)}
    order = _order([need.number for need in needs], chance)
    kept = [] if chance.random() < 0.04 else order[: chance.choice((1, 2, 3, 3))]
    if rule in ("approval", "mes"):
        return {"chosen": sorted(kept)}
    if rule == "points":
        return {"points": [[n, 3 - i] for i, n in enumerate(kept)]}
    return {"ranking": kept}


def _order(numbers: list[int], chance: Random) -> list[int]:
    weights = dict(zip(numbers, LIKED, strict=False))
    return sorted(numbers, key=lambda n: chance.random() ** (1 / weights[n]))[::-1]
