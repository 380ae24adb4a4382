"""Who wants what, at what cost: what no run of Equal Shares changes. Pure."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from governance.voting.rules import budget_ballots
from governance.voting.rules.budget_ballots import Profile, Support
from governance.voting.rules.lot import Draw
from governance.voting.rules.question import Question, Utility

Buckets = dict[tuple[int, int], list[int]]  # (points, people on it): places in papers


@dataclass(frozen=True)
class Market:
    """What never changes between runs. ``scale`` divides the price per person into the
    price of what she gains: the cost itself under cost utility, else one. ``backers``
    of each option, by the points they gave it and by how many people cast that paper.
    """

    cost: dict[int, int]
    scale: dict[int, int]
    papers: int
    backers: dict[int, Buckets]
    draw: Draw

    @cached_property
    def lowest(self) -> dict[int, Fraction]:
        """The rate of each option if everyone who wants it can pay: none is lower."""
        weights = {
            n: sum(points * people * len(places) for (points, people), places in b.items())
            for n, b in self.backers.items()
        }  # fmt: skip
        return {
            n: Fraction(self.cost[n], weights[n] * self.scale[n]) for n in self.cost
        }


def purse(question: Question, profile: Profile) -> Fraction:
    """What each person who voted starts with."""
    return Fraction(question.budget, max(1, sum(profile.values())))


def market_of(question: Question, profile: Profile, support: Support) -> Market:
    """Options that somebody chose and that the whole budget could pay."""
    place = {given: i for i, given in enumerate(profile)}
    costs = budget_ballots.costs(question)
    offered = [n for n in support if support[n] and costs[n] <= question.budget]
    by_cost = question.utility is Utility.COST
    backers: dict[int, Buckets] = {n: {} for n in offered}
    for number in offered:
        for given, papers, marks in support[number]:
            backers[number].setdefault((marks, papers), []).append(place[given])
    return Market(
        cost={n: costs[n] for n in offered},
        scale={n: costs[n] if by_cost else 1 for n in offered},
        papers=len(profile),
        backers=backers,
        draw=question.draw,
    )
