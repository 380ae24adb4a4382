"""Why the figures of a batch cannot be right. Pure."""

from enum import StrEnum
from typing import Any


class Off(StrEnum):
    """What does not add up in a tally."""

    SHAPE = "shape"
    ISSUED = "issued"
    USED = "used"
    BLANK = "blank"
    ONE_NEED = "one_need"
    TOO_MANY = "too_many"
    TOO_FEW = "too_few"
    PAPER = "paper"


class UnfitTally(Exception):
    """The figures cannot be those of a batch; ``facts`` are the numbers at odds."""

    def __init__(self, off: Off, **facts: Any) -> None:
        super().__init__(off, facts)
        self.off = off
        self.facts = facts


def counts(*numbers: object) -> None:
    """Refuse what is not a count of papers."""
    if any(type(number) is not int or number < 0 for number in numbers):
        raise UnfitTally(Off.SHAPE)


def rows(
    tally: dict[str, Any], key: str, options: tuple[int, ...]
) -> list[tuple[int, Any]]:
    """The figures of each need, every one in the order of the ballot paper."""
    found = tally.get(key)
    if not isinstance(found, list) or set(tally) != {key, "blank"}:
        raise UnfitTally(Off.SHAPE)
    if any(not isinstance(row, list) or len(row) != 2 for row in found):
        raise UnfitTally(Off.SHAPE)
    if tuple(number for number, _ in found) != options:
        raise UnfitTally(Off.SHAPE)
    return [(number, told) for number, told in found]
