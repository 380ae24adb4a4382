"""Batches as they are published: those too small to stand alone are put together. Pure.

Fewer than ten papers tell who said what to whoever saw them handed out (domain 3.8).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

SMALLEST_PILE = 10  # papers used


@dataclass(frozen=True)
class Pile:
    """What one batch holds, or several together; ``place`` is the slug of a co-op, or
    of several with a ``+`` between them."""

    numbers: tuple[int, ...]
    place: str
    issued: int
    used: int
    spoiled: int
    returned: int
    tally: dict[str, Any]

    @property
    def is_few(self) -> bool:
        return self.used < SMALLEST_PILE

    def told(self) -> dict[str, Any]:
        """As the public log shows it; ``few`` says that nothing could be joined."""
        return {
            "numbers": list(self.numbers),
            "place": self.place,
            "issued": self.issued,
            "used": self.used,
            "spoiled": self.spoiled,
            "returned": self.returned,
            "totals": self.tally,
            **({"few": True} if self.is_few else {}),
        }


Adding = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]


def published(
    batches: Sequence[Pile], add: Adding, *, by_place: bool
) -> tuple[Pile, ...]:
    """The piles to publish, by their first number.

    The smallest ones are joined until each pile holds ten papers or one pile is left.
    Where each place's total is published anyway (``by_place``), only batches of the
    same place are joined.
    """
    if not by_place:
        told = _joined(batches, add)
    else:
        places = dict.fromkeys(batch.place for batch in batches)
        told = [
            pile
            for place in places
            for pile in _joined([b for b in batches if b.place == place], add)
        ]
    return tuple(sorted(told, key=lambda pile: pile.numbers))


def _joined(batches: Sequence[Pile], add: Adding) -> list[Pile]:
    left = sorted(batches, key=lambda pile: (pile.used, pile.numbers))
    while len(left) > 1 and left[0].is_few:
        left.append(joined(left.pop(0), left.pop(0), add))
        left.sort(key=lambda pile: (pile.used, pile.numbers))
    return left


def joined(one: Pile, other: Pile, add: Adding) -> Pile:
    places = {*one.place.split("+"), *other.place.split("+")}
    return Pile(
        numbers=tuple(sorted((*one.numbers, *other.numbers))),
        place="+".join(sorted(places)),
        issued=one.issued + other.issued,
        used=one.used + other.used,
        spoiled=one.spoiled + other.spoiled,
        returned=one.returned + other.returned,
        tally=add(one.tally, other.tally),
    )
