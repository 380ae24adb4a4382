"""Votes by size, in bands with a cap, as the by-laws of federations have them. Pure.

One federation of our readings: one vote for each fifty dwellings, three at most. A
band table says from which size on a co-operative has how many votes; the last line is
the cap.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Bands:
    """``steps``: (from this size on, votes), sizes and votes both rising."""

    steps: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        sizes, votes = zip(*self.steps, strict=True) if self.steps else ((), ())
        if not sizes or sizes[0] < 0 or votes[0] < 0:
            raise ValueError("bands start with a size and a number of votes")
        if list(sizes) != sorted(set(sizes)) or list(votes) != sorted(set(votes)):
            raise ValueError("bands rise in size and in votes")

    @property
    def cap(self) -> int:
        return self.steps[-1][1]

    def votes(self, size: int) -> int:
        """The votes of a co-operative of this size; none below the first band."""
        reached = [votes for start, votes in self.steps if size >= start]
        return reached[-1] if reached else 0


ONE_EACH = Bands(steps=((0, 1),))


def every(size: int, *, cap: int) -> Bands:
    """One vote for each ``size`` begun, up to ``cap``. By fifties with a cap of three:
    one vote up to 50, two up to 100, three beyond."""
    if size < 1 or cap < 1:
        raise ValueError("a band has a size and the cap is at least one vote")
    return Bands(steps=tuple((n * size + 1 if n else 0, n + 1) for n in range(cap)))


def carried(votes: int, delegates: int) -> Fraction:
    """What each delegate carries: the votes of her co-operative, shared equally among
    those of its delegates who vote."""
    return Fraction(votes, delegates)
