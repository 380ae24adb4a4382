"""How points were given: of each need, how many people gave it one point, two, three."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from governance.voting.models import Result, Round
from governance.voting.rules import Question
from portal.site.votes.shown import Choice, choices

COLUMNS = 10  # points for one need; with more, a table is too wide to be read

Found = dict[str, Any]


def grid(question: Question, result: Result, ballots: Sequence[Any]) -> Found:
    """``given``: of each need, people by the points they gave it, none first. Those on
    paper are added where only their sums are known; each paper of ``ballots`` is not."""
    if question.max_points > COLUMNS:
        return {}
    people: Counter[tuple[int, int]] = Counter()
    for ballot in ballots:
        people.update(map(tuple, ballot["points"]))
    paper = result.figures.get("paper", {}).get("totals", {})
    for number, marks in paper.get("points", ()):
        for points, papers in enumerate(marks, start=1):
            people[number, points] += papers
    return {
        "given": [
            [number, _row(people, number, question.max_points, result.ballots)]
            for number in question.options
        ]
    }


def _row(
    people: Counter[tuple[int, int]], number: int, most: int, ballots: int
) -> list[int]:
    some = [people[number, points] for points in range(1, most + 1)]
    return [ballots - sum(some), *some]


@dataclass(frozen=True)
class Row:
    """``cells``: people, from no point to the most; ``total``: the points in all."""

    option: Choice
    cells: list[int]
    total: int


@dataclass(frozen=True)
class Grid:
    columns: range
    rows: list[Row]


def shown(round: Round, result: Result, found: Found) -> Grid | None:
    """Needs as the result has them, from first to last."""
    if "given" not in found:
        return None
    cells, options = dict(found["given"]), {c.number: c for c in choices(round)}
    rows = [
        Row(
            options[number],
            cells[number],
            sum(points * people for points, people in enumerate(cells[number])),
        )
        for number in result.figures["order"]
    ]
    return Grid(range(len(rows[0].cells)), rows)
