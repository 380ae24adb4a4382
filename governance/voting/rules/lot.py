"""Ties are results; where one must give way, the lot is drawn in the open. Pure.

The draw of an option is ``SHA-256(root | round | option)``: UTF-8, a bar with a space
on either side, hexadecimal. ``root`` is what the sealed round publishes, so that anyone
can draw again. The lowest draw stands first; the highest gives way.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
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


class _Known(Exception):
    """The count has come to a place from where every way was already walked."""


@dataclass
class _Ways:
    """Every way the lots could fall: a stack of picks still to try."""

    todo: list[tuple[int, ...]] = field(default_factory=lambda: [()])
    seen: set[Hashable] = field(default_factory=set)


@dataclass
class _Walk:
    """One way: the picks it was told, then the first of each tie, noting the others."""

    script: tuple[int, ...]
    ways: _Ways
    done: tuple[int, ...] = ()

    def order(self, tied: Iterable[int]) -> list[int]:
        return sorted(tied)

    def pick(self, tied: Sequence[int], state: Hashable, *, last: bool) -> int:
        at = len(self.done)
        if at < len(self.script):
            choice = self.script[at]
        else:
            if state in self.ways.seen:
                raise _Known
            self.ways.seen.add(state)
            choice, *others = tied
            self.ways.todo += [(*self.done, other) for other in others]
        self.done += (choice,)
        return choice


def whoever_could_win(count: Callable[[Draw], Iterable[int]], most: int) -> set[int]:
    """The winners under every way the lots could fall, up to ``most`` counts.

    ``count`` names the winners under one draw. It tells ``pick`` its ``state``: all
    that the rest of the count depends on.
    """
    ways, winners = _Ways(), set[int]()
    for _ in range(most):
        if not ways.todo:
            break
        try:
            winners.update(count(_Walk(ways.todo.pop(), ways)))
        except _Known:
            continue
    return winners
