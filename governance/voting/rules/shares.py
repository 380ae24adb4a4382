"""One run of Equal Shares: everyone starts with the same purse. Pure; exact.

An option costs its supporters the same each (or the same for each point), those who
have less pay all they have left; the option that gives most for the money is bought
first. People with the same purse stand in one class, so that each sum is done once for
all of them; purses are whole numbers over one ``unit`` that grows as shares divide.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from governance.voting.rules.budget_count import Bought
from governance.voting.rules.counted import Tie
from governance.voting.rules.market import Market

BROKE = 0  # the class of empty purses
START = 1


@dataclass(frozen=True)
class Price:
    """``top / bottom`` of the present unit, for one person and one point."""

    top: int
    bottom: int
    payers: int
    poorer: int
    points: int


class Run:
    """Buy until nothing is affordable; see ``bought`` and ``ties``."""

    def __init__(self, market: Market, endowment: Fraction) -> None:
        self.market = market
        self.unit = endowment.denominator
        self.purses = {BROKE: 0, START: endowment.numerator}
        self.classes = START
        self.where = [START] * market.papers
        self.bound = dict(market.lowest)
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
                del self.bound[option]
                continue
            prices[option] = price
            under = price.bottom * self.unit * self.market.scale[option]
            rate = self.bound[option] = Fraction(price.top, under)
            if best is None or rate < best:
                best, level = rate, [option]
            elif rate == best:
                level.append(option)
        if level:
            first = self._first_of(level)
            self._buy(first, prices[first])

    def _first_of(self, level: list[int]) -> int:
        first = self.market.draw.order(level)[0]
        if len(level) > 1:
            stage = len(self.bought) + 1
            self.ties.append(Tie(stage, tuple(sorted(level)), "selection", first))
        return first

    def price(self, option: int) -> Price | None:
        """The lowest price that raises the cost; None when its supporters cannot."""
        purses, groups = self.purses, self._groups(option)
        whole = lcm(*{points for _, points, _ in groups})
        purse_for_all = sorted(
            (purses[c] * (whole // points), points, n) for c, points, n in groups
        )
        need = self.market.cost[option] * self.unit
        people = sum(n for _, _, n in groups)
        given = weight = sum(points * n for _, points, n in groups)
        poorer = 0
        for purse, points, n in purse_for_all:
            if purse * weight >= need * whole:
                return Price(need, weight, people - poorer, poorer, given)
            need -= purse * points // whole * n
            weight -= points * n
            poorer += n
        return None

    def _groups(self, option: int) -> list[tuple[int, int, int]]:
        """Supporters as (class, points, people)."""
        groups: defaultdict[tuple[int, int], int] = defaultdict(int)
        for (points, people), places in self.market.backers[option].items():
            for c, papers in Counter(map(self.where.__getitem__, places)).items():
                groups[c, points] += papers * people
        return [(c, points, people) for (c, points), people in groups.items()]

    def _buy(self, option: int, price: Price) -> None:
        shared = gcd(price.top, price.bottom)
        share, grow = price.top // shared, price.bottom // shared
        self.unit *= grow
        self.purses = {c: self.purses[c] * grow for c in {BROKE, *self.where}}
        self._pay(option, share)
        del self.bound[option]
        self.bought.append(
            Bought(option, self.market.cost[option], price.points,
                   Fraction(share, self.unit), price.payers, price.poorer)
        )  # fmt: skip

    def _pay(self, option: int, share: int) -> None:
        """Everyone of a class who gave as many points moves to the same new class."""
        where = self.where
        into: dict[int, dict[int, int]] = {}
        for (points, _), places in self.market.backers[option].items():
            table = into.setdefault(points, {BROKE: BROKE})
            for c in {where[i] for i in places} - table.keys():
                table[c] = self._purse(self.purses[c] - share * points)
            for i in places:
                where[i] = table[where[i]]

    def _purse(self, left: int) -> int:
        if left <= 0:
            return BROKE
        self.classes += 1
        self.purses[self.classes] = left
        return self.classes


def chosen(bought: Iterable[Bought]) -> tuple[int, ...]:
    return tuple(item.number for item in bought)
