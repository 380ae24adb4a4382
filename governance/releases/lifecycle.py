"""The few rules of this room: what evidence weighs, and what members' answers do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

# Fewer answers say too little, and could be guessed person by person (the portal
# shows no group under five).
ANSWERS_NEEDED = 5
# From here on figures are shown; below, in words only, which way most answers go:
# with five answers a figure beside what one knows already tells who said what.
FIGURES_FROM = 10
SMALLEST_CELL = 5  # a smaller part is joined to another, or not told


@dataclass(frozen=True)
class Counts:
    """Members' answers since the need was last delivered. ``matters`` counts those to
    whom it matters, ``both`` those for whom it also happened."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    matters: int = 0
    both: int = 0

    @property
    def answers(self) -> int:
        return self.yes + self.partly + self.no

    @property
    def enough(self) -> bool:
        return self.answers >= ANSWERS_NEEDED

    @property
    def shows_figures(self) -> bool:
        return self.answers >= FIGURES_FROM

    @property
    def confirms(self) -> bool:
        """Enough answers, and more than half say that it happened."""
        return self.enough and 2 * self.yes > self.answers

    @property
    def reopens(self) -> bool:
        """Enough answers, and more than half say that it did *not* happen.

        The same measure as for confirming: it is as easy to say no as to say yes,
        and “in part” is neither.
        """
        return self.enough and 2 * self.no > self.answers


class Piece(Protocol):
    """What of a piece of evidence decides (``Evidence`` is one)."""

    @property
    def kind(self) -> str: ...
    @property
    def certainty(self) -> str: ...
    @property
    def denies(self) -> bool: ...


DENIED, PROVED, LIKELY, NOTHING = "denied", "proved", "likely", ""


def weigh(pieces: Iterable[Piece]) -> str:
    """What the evidence held about one release and one need comes to.

    A person's word decides, whatever the rest says. Else one proof is enough; hints,
    however many, only call for a person.
    """
    held = list(pieces)
    word = next((piece for piece in held if piece.kind == "word"), None)
    if word is not None:
        return DENIED if word.denies else PROVED
    if any(piece.certainty == PROVED for piece in held):
        return PROVED
    return LIKELY if held else NOTHING
