"""Give each option from zero to a number of points; the sums are compared.

Pure; exact. An option left out has zero points. Ties are results, all kept. A ballot
without points counts in the quorum and nowhere else.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from governance.voting.rules.counted import OptionCount, Tie, first_places, rows
from governance.voting.rules.question import (
    Choices,
    Fault,
    Question,
    UnfitQuestion,
    UnreadableBallot,
)

NAME = "points"
VERSION = 1

Given = tuple[tuple[int, int], ...]  # (number, points), by number


@dataclass(frozen=True)
class PointsCount(OptionCount):
    """``totals`` in points, and how many ``givers``, in the order of the paper."""

    totals: dict[int, int]
    givers: dict[int, int]
    groups: tuple[tuple[int, ...], ...]

    def figures(self) -> dict[str, Any]:
        return {
            **self.common(),
            "points": rows(self.totals, "points"),
            "givers": rows(self.givers, "people"),
            "groups": [list(group) for group in self.groups],
        }


def check(question: Question) -> None:
    """Raise ``UnfitQuestion`` unless this rule can decide the question."""
    if len(question.options) < 2:
        raise UnfitQuestion(Fault.TOO_FEW_OPTIONS)
    if question.max_points < 1 or question.total_points < 0:
        raise UnfitQuestion(Fault.BAD_POINTS)
    if not 1 <= question.seats < len(question.options):
        raise UnfitQuestion(Fault.BAD_SEATS)


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    return {
        "seats": question.seats,
        "max_points": question.max_points,
        "total_points": question.total_points,
        "left_out": "zero points",
        "blank_ballots": "counted in the quorum only",
        "ties": "reported, all kept",
    }


def read(question: Question, choices: Choices) -> dict[str, Any]:
    """The ballot in its one form, ``{"points": [[number, points], ...]}``, numbers
    ascending and zeros left out; else ``UnreadableBallot``."""
    if not isinstance(choices, dict) or set(choices) != {"points"}:
        raise UnreadableBallot(Fault.WRONG_SHAPE)
    given = choices["points"]
    if not isinstance(given, list | tuple) or not all(map(_is_pair, given)):
        raise UnreadableBallot(Fault.WRONG_SHAPE)
    numbers = [number for number, _ in given]
    if set(numbers) - set(question.options):
        raise UnreadableBallot(Fault.UNKNOWN_OPTION)
    if len(set(numbers)) != len(numbers):
        raise UnreadableBallot(Fault.REPEATED)
    points = [p for _, p in given]
    if not all(0 <= p <= question.max_points for p in points):
        raise UnreadableBallot(Fault.TOO_MANY)
    if question.total_points and sum(points) > question.total_points:
        raise UnreadableBallot(Fault.TOO_MANY)
    return {"points": sorted([n, p] for n, p in given if p)}


def _is_pair(pair: Any) -> bool:
    return (
        isinstance(pair, list | tuple)
        and len(pair) == 2
        and all(type(part) is int for part in pair)
    )


def gather(ballots: Iterable[Choices]) -> Counter[Given]:
    """How many people gave just these points."""
    return Counter(tuple(map(tuple, ballot["points"])) for ballot in ballots)


def count(question: Question, ballots: Iterable[Choices]) -> PointsCount:
    return count_profile(question, gather(ballots))


def count_profile(question: Question, profile: Mapping[Given, int]) -> PointsCount:
    totals = dict.fromkeys(question.options, 0)
    givers = dict.fromkeys(question.options, 0)
    for given, papers in profile.items():
        for number, points in given:
            if number not in totals:
                raise ValueError(f"not an option: {number}")
            totals[number] += points * papers
            givers[number] += papers if points else 0
    papers = sum(profile.values())
    return of_sums(question, totals, givers, ballots=papers, blank=profile.get((), 0))


def of_sums(
    question: Question,
    totals: dict[int, int],
    givers: dict[int, int],
    *,
    ballots: int,
    blank: int,
) -> PointsCount:
    """Count points already summed, and how many people gave some, option by option."""
    ranked = sorted(question.options, key=totals.__getitem__, reverse=True)
    groups = tuple(tuple(g) for _, g in groupby(ranked, key=totals.__getitem__))
    order = tuple(n for group in groups for n in question.draw.order(group))
    scored = any(totals.values())
    winners, _cut = first_places(groups, question.seats) if scored else ((), ())
    ties = (Tie(1, g, "place", question.draw.order(g)[0]) for g in groups if len(g) > 1)
    return PointsCount(
        question=question, ballots=ballots, blank=blank,
        winners=winners, elected=order[: question.seats] if scored else (),
        order=order, ties=tuple(ties), totals=totals, givers=givers, groups=groups,
    )  # fmt: skip
