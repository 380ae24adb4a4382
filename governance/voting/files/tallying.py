"""An election of a file counted by a rule, with names instead of numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from governance.voting.files import naming
from governance.voting.files.election import Election, Kind, UnreadableFile
from governance.voting.rules import RULES, Count, Question, Utility

FITS = {
    Kind.RANKINGS: ("irv", "stv", "schulze", "approval"),
    Kind.APPROVALS: ("approval", "mes", "mes-plain", "greedy"),
    Kind.POINTS: ("points", "approval", "mes", "mes-plain", "greedy"),
}
BUDGETED = ("mes", "mes-plain", "greedy")


@dataclass(frozen=True)
class Tally:
    """``told`` is what ``--json`` prints; ``count`` what the rule found."""

    election: Election
    question: Question
    rule: str
    count: Count
    told: dict[str, Any]


def tally(
    election: Election,
    rule: str,
    *,
    seats: int | None = None,
    budget: int | None = None,
) -> Tally:
    """Count; ``UnreadableFile`` when this rule cannot count these ballots."""
    if rule not in FITS[election.kind]:
        raise UnreadableFile(
            _("The rule %(rule)s cannot count these ballots. These can: %(fit)s.")
            % {"rule": rule, "fit": ", ".join(FITS[election.kind])}
        )
    question = _question(election, rule, seats, budget)
    count = RULES[rule].count_profile(question, _profile(election, rule))
    told = {"rule": rule, **naming.told(rule, election, question, count)}
    return Tally(election, question, rule, count, told)


def _question(
    election: Election, rule: str, seats: int | None, budget: int | None
) -> Question:
    places = 1 if rule == "irv" else election.seats if seats is None else seats
    if not 1 <= places <= len(election.options) or (
        rule == "irv" and seats not in (None, 1)
    ):
        raise UnreadableFile(
            _("%(seats)s seats cannot be filled here.") % {"seats": seats or places}
        )
    question = Question(
        options=election.options,
        roll_size=election.ballots,
        quorum=Fraction(0),
        max_choices=len(election.options),
        seats=places,
        draw=election.draw,
    )
    if rule not in BUDGETED:
        return question
    money = election.budget if budget is None else budget
    if money < 1:
        raise UnreadableFile(_("The budget must be at least 1."))
    points = election.kind is Kind.POINTS
    return replace(
        question, costs=election.costs, budget=money, raises=0,
        utility=Utility.POINTS if points else Utility.COST,
    )  # fmt: skip


def _profile(election: Election, rule: str) -> Counter[Any]:
    """The ballots as the rule takes them; for approval, whatever a ballot names."""
    if rule != "approval":
        return election.profile
    chosen: Counter[Any] = Counter()
    for ballot, papers in election.profile.items():
        chosen[_named(election.kind, ballot)] += papers
    return chosen


def _named(kind: Kind, ballot: Iterable[Any]) -> tuple[int, ...]:
    if kind is not Kind.RANKINGS:
        return tuple(number for number, _points in ballot)
    groups = (rank if isinstance(rank, tuple) else (rank,) for rank in ballot)
    return tuple(sorted(number for group in groups for number in group))
