"""Votes lent from person to person, frozen at the close. Pure.

A direct vote overrides the voter's own delegation. A chain that ends with someone who
did not vote, or runs in a circle, casts nothing. Advisory questions and federations
only: the Act forbids voting by proxy in primary co-operatives (s. 4).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

NAME = "delegation"
VERSION = 1


@dataclass(frozen=True)
class Carried:
    """``weights``: how many voices each person who voted carries, her own included.
    ``uncast``: those who delegated and whose voice nobody casts."""

    weights: dict[str, int]
    uncast: tuple[str, ...]

    def answers(self, direct: Mapping[str, str]) -> Counter[str]:
        """The voices behind each answer, for the rules that count answers."""
        told: Counter[str] = Counter()
        for person, weight in self.weights.items():
            told[direct[person]] += weight
        return told


def carry(delegations: Mapping[str, str], direct: Mapping[str, str]) -> Carried:
    """Who carries whom; ``direct`` holds the answers of those who voted."""
    weights = dict.fromkeys(direct, 1)
    uncast = []
    ends: dict[str, str | None] = {person: person for person in direct}
    for person in delegations:
        if person in direct:
            continue
        if (end := _end(person, delegations, ends)) is None:
            uncast.append(person)
        else:
            weights[end] += 1
    return Carried(weights, tuple(uncast))


def _end(
    person: str, delegations: Mapping[str, str], ends: dict[str, str | None]
) -> str | None:
    """Who votes for ``person`` in the end; every one met on the way is remembered, so
    that a chain of thousands is walked once."""
    way: list[str] = []
    met: set[str] = set()
    at: str | None = person
    while at is not None and at not in ends and at not in met:
        way.append(at)
        met.add(at)
        at = delegations.get(at)
    end = ends.get(at) if at is not None and at not in met else None
    ends.update(dict.fromkeys(way, end))
    return end
