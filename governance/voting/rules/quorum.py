"""Were enough people there? In integers only. Pure."""

from fractions import Fraction


def needed(quorum: Fraction, roll_size: int) -> int:
    """The fewest voters that reach ``quorum`` (rounded up: 1/20 of 41 is 3)."""
    return -((-quorum.numerator * roll_size) // quorum.denominator)


def met(quorum: Fraction, *, voters: int, roll_size: int) -> bool:
    """Whether ``voters`` are at least ``quorum`` of the roll."""
    return voters * quorum.denominator >= quorum.numerator * roll_size
