"""How far each need came, in what its rule counts."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.models import Result, Round
from governance.voting.outcomes.naming import votes as as_votes

Rule = Round.Rule


@dataclass(frozen=True)
class Figure:
    """What a need reached: a number, its words, and what it was out of."""

    value: Fraction
    words: str
    note: str = ""


def _people(key: str, name: str) -> Callable[[Result], dict[int, Figure]]:
    def read(result: Result) -> dict[int, Figure]:
        rows = {row["number"]: row[name] for row in result.figures[key]}
        share = f"/{result.ballots}"
        return {
            n: Figure(Fraction(count), number_format(count), f"{count}{share}")
            for n, count in rows.items()
        }

    return read


def _points(result: Result) -> dict[int, Figure]:
    people = {row["number"]: row["people"] for row in result.figures["givers"]}
    found = {}
    for row in result.figures["points"]:
        given, points = people[row["number"]], row["points"]
        note = ngettext("%(count)s person", "%(count)s people", given)
        found[row["number"]] = Figure(
            Fraction(points),
            number_format(points),
            note % {"count": number_format(given)},
        )
    return found


def _last_votes(result: Result) -> dict[int, Figure]:
    """The votes of each need at the last stage where it was in the running."""
    found = {}
    for row in result.round.sheet["options"]:
        number = row["number"]
        stage, votes = last_stage(result.figures, number)
        left = number not in result.figures["elected"]
        note = _("at stage %(stage)s") % {"stage": stage} if stage and left else ""
        found[number] = Figure(Fraction(votes), as_votes(votes), note)
    return found


def last_stage(figures: dict[str, Any], number: int) -> tuple[int, str]:
    """The last stage where a need held its votes, and how many: the one where it was
    set aside, was retained, or the last one of all."""
    held = (0, "0")
    for at, stage in enumerate(figures["rounds"], start=1):
        votes = {row["number"]: row["votes"] for row in stage["totals"]}
        gone = stage.get("what") == "exclusion" and stage["of"] == number
        if number not in votes or gone:
            return held
        held = (at, str(votes[number]))
        if number in stage.get("elected", ()):
            return held
    return held


def _duels(result: Result) -> dict[int, Figure]:
    matrix = result.figures["matrix"]
    others = len(matrix) - 1
    found = {}
    for i, option in enumerate(result.round.sheet["options"]):
        won = sum(matrix[i][j] > matrix[j][i] for j in range(len(matrix)))
        found[option["number"]] = Figure(
            Fraction(won), str(won), _("out of %(count)s") % {"count": others}
        )
    return found


FIGURES: dict[str, Callable[[Result], dict[int, Figure]]] = {
    Rule.APPROVAL: _people("approvals", "approvals"),
    Rule.POINTS: _points,
    Rule.IRV: _last_votes,
    Rule.STV: _last_votes,
    Rule.SCHULZE: _duels,
    Rule.EQUAL_SHARES: _people("votes", "votes"),
}
