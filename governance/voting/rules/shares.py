"""One run of Equal Shares: everyone starts with the same purse. Pure; exact.

An option costs its supporters the same each (or the same for each point), those who
have less pay all they have left; the option that gives most for the money is bought
first. People with the same purse stand in one class, so that each sum is done once for
all of them; purses are whole numbers over one ``unit`` that grows as shares divide.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm

from governance.voting.rules.budget_count import Bought
from governance.voting.rules.counted import Tie
from governance.voting.rules.lot import Draw
from governance.voting.rules.points import Given

BROKE = -1


@dataclass(frozen=True)
class Market:
    """What never changes between runs. ``scale`` divides the price per person into the
    price of what she gains: the cost itself under cost utility, else one."""

    cost: dict[int, int]
    scale: dict[int, int]
    papers: tuple[tuple[Given, int], ...]
    backers: dict[int, list[tuple[int, int]]]  # place in ``papers``, points
    draw: Draw

    @cached_property
    def at_first(self) -> dict[int, Counter[tuple[int, int]]]:
        """By option: how many people of class 0, all of them, gave how many points."""
        groups: dict[int, Counter[tuple[int, int]]] = {}
        for option, backers in self.backers.items():
            group = groups[option] = Counter()
            for i, marks in backers:
                group[0, marks] += self.papers[i][1]
        return groups


@dataclass(frozen=True)
class Price:
    """``top / bottom`` of the present unit, for one person and one point."""

    top: int
    bottom: int
    payers: int
    poorer: int


class Run:
    """Buy until nothing is affordable; see ``bought`` and ``ties``."""

    def __init__(self, market: Market, endowment: Fraction) -> None:
        self.market = market
        self.unit = endowment.denominator
        self.purses = {0: endowment.numerator}
        self.people = Counter({0: sum(n for _, n in market.papers)})
        self.classes = 0
        self.where = [0] * len(market.papers)
        self.groups = {n: Counter(group) for n, group in market.at_first.items()}
        self.bound = dict.fromkeys(self.groups, Fraction(0))
        self.bought: list[Bought] = []
        self.ties: list[Tie] = []
        while self.bound:
            self._buy_best()

    def _buy_best(self) -> None:
        """Prices only rise: an old price is a bound, and many need no new look."""
        best: Fraction | None = None
        level: list[int] = []
        prices: dict[int, Price] = {}
        for option in sorted(self.bound, key=self.bound.__getitem__):
            if best is not None and self.bound[option] > best:
                break
            price = self.price(option)
            if price is None:
                self._forget(option)
                continue
            prices[option] = price
            under = price.bottom * self.unit * self.market.scale[option]
            rate = self.bound[option] = Fraction(price.top, under)
            if best is None or rate < best:
                best, level = rate, [option]
            elif rate == best:
                level.append(option)
        if level:
            self._buy(self._first_of(level), prices)

    def _first_of(self, level: list[int]) -> int:
        first = self.market.draw.order(level)[0]
        if len(level) > 1:
            stage = len(self.bought) + 1
            self.ties.append(Tie(stage, tuple(sorted(level)), "selection", first))
        return first

    def price(self, option: int) -> Price | None:
        """The lowest price that raises the cost; None when its supporters cannot."""
        purses, group = self.purses, self.groups[option]
        whole = lcm(*{marks for _, marks in group})
        richness = sorted(
            (purses[c] * (whole // marks), marks, n) for (c, marks), n in group.items()
        )
        need, weight = self.market.cost[option] * self.unit, 0
        people = poorer = 0
        for _, marks, n in richness:
            weight += marks * n
            people += n
        for rich, marks, n in richness:
            if rich * weight >= need * whole:
                return Price(need, weight, people - poorer, poorer)
            need -= rich * marks // whole * n
            weight -= marks * n
            poorer += n
        return None

    def _buy(self, option: int, prices: dict[int, Price]) -> None:
        price = prices[option]
        shared = gcd(price.top, price.bottom)
        share, grow = price.top // shared, price.bottom // shared
        self.unit *= grow
        for c in self.purses:
            self.purses[c] *= grow
        votes = sum(marks * n for (_, marks), n in self.groups[option].items())
        self._forget(option)
        self._pay(option, share)
        self.bought.append(
            Bought(option, self.market.cost[option], votes, Fraction(share, self.unit),
                   price.payers, price.poorer)
        )  # fmt: skip

    def _pay(self, option: int, share: int) -> None:
        into: dict[tuple[int, int], int] = {}
        for i, marks in self.market.backers[option]:
            if (old := self.where[i]) == BROKE:
                continue
            given, papers = self.market.papers[i]
            if (new := into.get((old, marks))) is None:
                new = into[old, marks] = self._purse(self.purses[old] - share * marks)
            self._move(i, old, new, given, papers)

    def _purse(self, left: int) -> int:
        if left <= 0:
            return BROKE
        self.classes += 1
        self.purses[self.classes] = left
        return self.classes

    def _move(self, i: int, old: int, new: int, given: Given, papers: int) -> None:
        self.where[i] = new
        for option, marks in given:
            if (group := self.groups.get(option)) is not None:
                if group[old, marks] == papers:
                    del group[old, marks]
                else:
                    group[old, marks] -= papers
                if new != BROKE:
                    group[new, marks] += papers
        self.people[old] -= papers
        if new != BROKE:
            self.people[new] += papers
        if not self.people[old]:
            del self.purses[old]

    def _forget(self, option: int) -> None:
        del self.groups[option], self.bound[option]


def chosen(bought: Iterable[Bought]) -> tuple[int, ...]:
    return tuple(item.number for item in bought)
