"""Yes, no and abstentions on paper. Pure.

``{"yes": 20, "no": 15, "abstain": 3}``: together they are the papers used.
"""

from collections.abc import Iterator
from typing import Any

from governance.voting.paper.faults import Off, UnfitTally, counts
from governance.voting.rules import Choices, Question
from governance.voting.rules.majority import ANSWERS


def empty(question: Question) -> dict[str, Any]:
    return dict.fromkeys(ANSWERS, 0)


def check(question: Question, tally: dict[str, Any], used: int) -> None:
    """Raise ``UnfitTally`` unless these can be the answers of ``used`` papers."""
    if set(tally) != set(ANSWERS):
        raise UnfitTally(Off.SHAPE)
    counts(used, *tally.values())
    if (told := sum(tally.values())) != used:
        raise UnfitTally(Off.USED, told=told, used=used)


def add(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {answer: one[answer] + other[answer] for answer in ANSWERS}


def as_ballots(
    tally: dict[str, Any], place: str, *, by_place: bool
) -> Iterator[Choices]:
    """The same answers as ballots: nothing else is known of them, or needed."""
    more = {"place": place} if by_place else {}
    for answer in ANSWERS:
        for _paper in range(tally[answer]):
            yield {"answer": answer, **more}
