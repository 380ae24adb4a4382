"""How well a need, or what was built, agrees with what members value. Pure.

Formulas F1 and F4 of the domain study, in exact fractions: whoever recounts by hand
gets the same figures. Two families of values are compared apart, never blended.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

CHOICES = 3  # values each respondent names in a family: the shares add up to this
FULL_WEIGHT = 2  # of a tag: “serves it a lot”

# Under either, the figure of F4 moves too much with one item: bars only.
MATCH_ITEMS = 8
MATCH_DAYS = 100  # developer-days

Shares = Mapping[str, Fraction]


@dataclass(frozen=True)
class Effort:
    """Developer-days spent on one delivered need, and its tags (value → weight)."""

    days: Fraction
    tags: Mapping[str, int]


def exact(share: object) -> Fraction:
    """A share as it is written (0.62), not as a binary float holds it."""
    return Fraction(str(share))


def proposal_alignment(shares: Shares, tags: Mapping[str, int]) -> Fraction:
    """F1: of the three values a typical member chose, how many the need serves.

    From −3 to +3. ``shares`` are of one family; tags of other values count nothing.
    """
    served = (
        shares[v] * Fraction(t, FULL_WEIGHT) for v, t in tags.items() if v in shares
    )
    return sum(served, Fraction(0))


def asked_shares(shares: Shares) -> dict[str, Fraction]:
    """Members' priorities in a family as parts of a whole (they add up to 1)."""
    whole = sum(shares.values(), Fraction(0))
    return {v: share / whole for v, share in shares.items()} if whole else {}


def built_shares(
    efforts: Iterable[Effort], family: Iterable[str]
) -> dict[str, Fraction]:
    """Where the effort went, within one family (the parts add up to 1).

    Each item's days are split over the values of the family that it serves, in
    proportion to their weights; what it goes against is left out. An item that serves
    values of two families counts whole in each: that is how the worked example of the
    study (79 and 41) comes out. Empty when no item serves any; ``serving_days`` says
    how many days these are the parts of.
    """
    spent = dict.fromkeys(family, Fraction(0))
    for effort in efforts:
        serves = {v: t for v, t in effort.tags.items() if t > 0 and v in spent}
        for value, weight in serves.items():
            spent[value] += effort.days * Fraction(weight, sum(serves.values()))
    whole = sum(spent.values(), Fraction(0))
    return {v: days / whole for v, days in spent.items()} if whole else {}


def serving_days(efforts: Iterable[Effort], family: Iterable[str]) -> Fraction:
    """The days of the items that serve at least one value of the family."""
    values = set(family)
    serving = (e for e in efforts if any(e.tags[v] > 0 for v in values & e.tags.keys()))
    return sum((effort.days for effort in serving), Fraction(0))


def steering_match(built: Shares, asked: Shares) -> Fraction:
    """F4: from 0 (nothing in common) to 100 (effort spread like priorities)."""
    apart = (
        abs(built.get(v, Fraction(0)) - asked.get(v, Fraction(0)))
        for v in {*built, *asked}
    )
    return 100 * (1 - sum(apart, Fraction(0)) / 2)
