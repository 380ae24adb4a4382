"""Every way the lots of a count could fall, so that a tie is a result. Pure."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from governance.voting.rules.counted import Tie
from governance.voting.rules.lot import Draw

# Ten options all level have 5,000 ways to go; together these take about two seconds.
MOST_WAYS = 6_000
MOST_PAPERS = 3_000_000


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


def whoever_could_win(
    count: Callable[[Draw], Iterable[int]], papers: int
) -> tuple[set[int], bool]:
    """The winners under every way the lots could fall, and whether all were tried.

    ``count`` names the winners under one draw. It tells ``pick`` its ``state``: all
    that the rest of the count depends on. ``papers`` is how many different ballots one
    count goes through: of large elections only a few ways are tried.
    """
    ways, winners = _Ways(), set[int]()
    for _ in range(max(10, min(MOST_WAYS, MOST_PAPERS // max(1, papers)))):
        if not ways.todo:
            return winners, True
        try:
            winners.update(count(_Walk(ways.todo.pop(), ways)))
        except _Known:
            continue
    return winners, not ways.todo


def winners(
    elected: Sequence[int],
    ties: Iterable[Tie],
    count: Callable[[Draw], Iterable[int]],
    *,
    options: Iterable[int],
    papers: int,
) -> tuple[tuple[int, ...], bool]:
    """Those elected, with whom other lots would have elected where one was needed."""
    if all(tie.by for tie in ties):
        return tuple(elected), True
    could, complete = whoever_could_win(count, papers)
    return tuple(n for n in options if n in could or n in elected), complete
