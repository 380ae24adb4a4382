"""A ballot in words, whatever its rule: as it will be cast, was cast or was counted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from governance.voting import asking
from governance.voting.models import Round
from portal.site.votes.forms.ballot.answering import ANSWERS
from portal.site.votes.shown import Choice, choices


@dataclass(frozen=True)
class Line:
    """A need that the ballot names. Its ``place`` in the order, or its ``points``."""

    need: Choice
    place: int = 0
    points: int = 0


@dataclass(frozen=True)
class Written:
    """``kind`` is answer, chosen, ranking or points. ``unused`` are points kept back,
    ``days`` what the chosen needs take of a ``budget`` in developer-days."""

    kind: str
    lines: tuple[Line, ...]
    left_out: tuple[Choice, ...] = ()
    answer: str = ""
    given: int = 0
    unused: int = 0
    days: int = 0
    budget: int = 0


def written(round: Round, ballot: Mapping[str, Any]) -> Written:
    """The ballot of an opened round, read with its sealed sheet."""
    needs = choices(round)
    kind = next(k for k in READERS if k in ballot)
    return READERS[kind](round, ballot[kind], needs)


def _answer(round: Round, said: str, needs: Sequence[Choice]) -> Written:
    words = str(dict(ANSWERS)[said])
    return Written("answer", tuple(map(Line, needs)), answer=words)


def _chosen(round: Round, numbers: Sequence[int], needs: Sequence[Choice]) -> Written:
    question = asking.of_sheet(round.sheet)
    costs = dict(zip(question.options, question.costs, strict=False))
    return Written(
        "chosen",
        tuple(Line(need) for need in needs if need.number in numbers),
        _others(needs, numbers),
        days=sum(costs.get(number, 0) for number in numbers),
        budget=question.budget,
    )


def _ranking(round: Round, ranks: Sequence[Any], needs: Sequence[Choice]) -> Written:
    """Needs ranked equally, as a paper ballot may hold them, share their place."""
    places = {
        number: place
        for place, rank in enumerate(ranks, start=1)
        for number in (rank if isinstance(rank, list) else [rank])
    }
    lines = [Line(n, place=places[n.number]) for n in needs if n.number in places]
    return Written(
        "ranking",
        tuple(sorted(lines, key=lambda line: line.place)),
        _others(needs, places),
    )


def _points(round: Round, pairs: Sequence[Any], needs: Sequence[Choice]) -> Written:
    given: dict[int, int] = dict(pairs)
    total = asking.of_sheet(round.sheet).total_points
    return Written(
        "points",
        tuple(Line(n, points=given[n.number]) for n in needs if n.number in given),
        _others(needs, given),
        given=sum(given.values()),
        unused=max(0, total - sum(given.values())) if total else 0,
    )


def _others(needs: Sequence[Choice], named: Any) -> tuple[Choice, ...]:
    return tuple(need for need in needs if need.number not in named)


READERS: dict[str, Callable[[Round, Any, Sequence[Choice]], Written]] = {
    "answer": _answer,
    "chosen": _chosen,
    "ranking": _ranking,
    "points": _points,
}
