"""STV counted again, slowly and otherwise: one paper at a time, as on a table.

Every paper is an object that lies somewhere at a value; the text of SSI 2011/399 is
followed by hand with decimals of five places. Elections with a lot are left out.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from random import Random

from governance.voting.rules import RULES
from governance.voting.rules.stv import decimal
from tests.governance.voting.rules.ranked import NUMBERS, asked, cast

FIFTH = Decimal("0.00001")


class Lot(Exception):
    """The slow count stops where the law would draw lots."""


@dataclass
class Paper:
    ranking: list
    value: Decimal = Decimal(1)
    holder: int | None = None

    def goes_to(self, running):
        """The next one in the running after whoever holds it."""
        after = self.ranking.index(self.holder) + 1 if self.holder else 0
        return next((n for n in self.ranking[after:] if n in running), None)


class Table:
    def __init__(self, rankings, seats):
        self.papers = [Paper(list(r), holder=r[0]) for r in rankings if r]
        self.quota, self.seats = len(self.papers) // (seats + 1) + 1, seats
        self.kept, self.history = {}, []
        self.running, self.elected, self.waiting = list(NUMBERS), [], []

    def votes(self, number):
        if number in self.kept:
            return self.kept[number]
        return sum((p.value for p in self.papers if p.holder == number), Decimal(0))

    def past(self, number):
        return [stage[number] for stage in reversed(self.history)]

    def lone(self, best, numbers):
        found = [n for n in numbers if self.past(n) == best]
        if len(found) > 1:
            raise Lot
        return found[0]

    def look(self):
        self.history.append({n: self.votes(n) for n in NUMBERS})
        over = [n for n in self.running if self.votes(n) >= self.quota]
        pasts = [self.past(n) for n in over]
        if any(pasts.count(past) > 1 for past in pasts):
            raise Lot
        for n in sorted(over, key=self.past, reverse=True):
            if len(self.elected) < self.seats:
                self.elect(n)
        if len(self.running) <= self.seats - len(self.elected):
            for n in sorted(self.running, key=self.past, reverse=True):
                self.elect(n)

    def elect(self, number):
        self.running.remove(number)
        self.elected.append(number)
        if self.votes(number) > self.quota:
            self.waiting.append(number)
        else:
            self.kept[number] = self.votes(number)

    def count(self):
        self.look()
        while len(self.elected) < self.seats:
            if self.waiting:
                largest = self.lone(max(map(self.past, self.waiting)), self.waiting)
                self.pass_surplus(largest)
            else:
                lowest = self.lone(min(map(self.past, self.running)), self.running)
                self.running.remove(lowest)
                for paper in [p for p in self.papers if p.holder == lowest]:
                    paper.holder = paper.goes_to(self.running)
            self.look()

    def pass_surplus(self, number):
        total = self.votes(number)
        surplus = total - self.quota
        for paper in [p for p in self.papers if p.holder == number]:
            exact = paper.value * surplus / total
            paper.value = exact.quantize(FIFTH, rounding=ROUND_DOWN)
            paper.holder = paper.goes_to(self.running)
        self.waiting.remove(number)
        self.kept[number] = Decimal(self.quota)


def test_paper_by_paper_gives_every_total_of_every_stage():
    luck, compared = Random(399), 0
    for _ in range(150):
        wish = [luck.random() for _ in NUMBERS]
        rankings = [
            sorted(NUMBERS, key=lambda n: -luck.random() * wish[NUMBERS.index(n)])[
                : luck.randint(0, 5)
            ]
            for _ in range(luck.randint(5, 90))
        ]
        seats = luck.randint(1, 4)
        table = Table(rankings, seats)
        try:
            table.count()
        except Lot:
            continue
        compared += 1
        count = RULES["stv"].count(asked(seats=seats), cast(rankings))
        assert list(count.elected) == table.elected
        told = [
            {n: Decimal(decimal(v)) for n, v in s.totals.items()} for s in count.stages
        ]
        assert told == table.history
    assert compared > 60
