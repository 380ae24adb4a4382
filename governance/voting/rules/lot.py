"""Ties are results; where one must give way, the lot is drawn in the open. Pure.

The draw of an option is ``SHA-256(root | round | option)``: UTF-8, a bar with a space
on either side, hexadecimal. ``root`` is what the sealed round publishes, so that anyone
can draw again. The lowest draw stands first; the highest gives way.
"""

import hashlib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Draw(Protocol):
    """How options that nothing else separates are put in order."""

    def order(self, tied: Iterable[int]) -> list[int]: ...
    def pick(self, tied: Sequence[int], state: Hashable, *, last: bool) -> int: ...


@dataclass(frozen=True)
class Lot:
    """The lot of one round; ``root`` is hexadecimal text."""

    root: str
    round: str

    def draw(self, option: int) -> str:
        text = f"{self.root} | {self.round} | {option}"
        return hashlib.sha256(text.encode()).hexdigest()

    def order(self, tied: Iterable[int]) -> list[int]:
        return sorted(tied, key=self.draw)

    def pick(self, tied: Sequence[int], state: Hashable, *, last: bool) -> int:
        return self.order(tied)[-1 if last else 0]


# Before the seal there is no root: whoever counts then must say that this lot is not
# the one of the round.
UNSEALED = Lot(root="", round="")


@dataclass(frozen=True)
class Listed:
    """An order published beforehand instead of a lot: budget files use project ids."""

    options: tuple[int, ...]

    def order(self, tied: Iterable[int]) -> list[int]:
        return sorted(tied, key=self.options.index)

    def pick(self, tied: Sequence[int], state: Hashable, *, last: bool) -> int:
        return self.order(tied)[-1 if last else 0]
