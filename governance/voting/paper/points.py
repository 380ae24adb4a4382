"""Points given on paper. Pure.

``{"points": [[12, [3, 0, 1]], …], "blank": 1}``: how many papers gave each need one
point, two, three… as the marks stand in the columns of a tally sheet.
"""

from collections.abc import Iterable
from typing import Any

from governance.voting.paper.faults import Off, UnfitTally, counts, rows
from governance.voting.rules import Choices, Question, points
from governance.voting.rules.points import PointsCount

MOST_COLUMNS = 10  # points for one need; beyond, papers are typed one by one


def empty(question: Question) -> dict[str, Any]:
    columns = question.max_points
    return {"points": [[n, [0] * columns] for n in question.options], "blank": 0}


def check(question: Question, tally: dict[str, Any], used: int) -> None:
    """Raise ``UnfitTally`` unless ``used`` papers can hold these points."""
    told = rows(tally, "points", question.options)
    for _number, marks in told:
        if not isinstance(marks, list) or len(marks) != question.max_points:
            raise UnfitTally(Off.SHAPE)
    counts(used, tally["blank"], *(mark for _, marks in told for mark in marks))
    if tally["blank"] > used:
        raise UnfitTally(Off.BLANK, told=tally["blank"], used=used)
    filled = used - tally["blank"]
    for number, marks in told:
        if (givers := sum(marks)) > filled:
            raise UnfitTally(Off.ONE_NEED, number=number, told=givers, filled=filled)
    _check_sums(question, told, filled)


def _check_sums(question: Question, told: list[tuple[int, Any]], filled: int) -> None:
    given = sum(map(sum, (marks for _, marks in told)))
    if given < filled:
        raise UnfitTally(Off.TOO_FEW, told=given, filled=filled)
    most = filled * question.total_points
    in_all = sum(map(_sum, (marks for _, marks in told)))
    if question.total_points and in_all > most:
        raise UnfitTally(Off.TOO_MANY, told=in_all, most=most)


def _sum(marks: list[int]) -> int:
    return sum(points * papers for points, papers in enumerate(marks, start=1))


def add(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    pairs = zip(one["points"], other["points"], strict=True)
    return {
        "points": [
            [number, [x + y for x, y in zip(a, b, strict=True)]]
            for (number, a), (_, b) in pairs
        ],
        "blank": one["blank"] + other["blank"],
    }


def count(
    question: Question, ballots: Iterable[Choices], tally: dict[str, Any], used: int
) -> PointsCount:
    """Online ballots and paper together."""
    online = points.count(question, ballots)
    totals, givers = dict(online.totals), dict(online.givers)
    for number, marks in tally["points"]:
        totals[number] += _sum(marks)
        givers[number] += sum(marks)
    return points.of_sums(
        question,
        totals,
        givers,
        ballots=online.ballots + used,
        blank=online.blank + tally["blank"],
    )
