"""The stages of a Scottish count, in whole hundred-thousandths of a vote. Pure.

Rule numbers are those of schedule 1 of SSI 2011/399, part V.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from governance.voting.rules import standing
from governance.voting.rules.counted import Tie
from governance.voting.rules.lot import Draw
from governance.voting.rules.rankings import Profile, Ranking

UNIT = 100_000  # one vote: five decimals

Paper = tuple[Ranking, int, int, int]  # ranking, place reached, how many, value of each


@dataclass(frozen=True)
class Stage:
    """``what``: first, surplus or exclusion, ``of`` whom. ``totals`` after it, of every
    option; ``exhausted`` and ``lost`` (by cutting) so far; ``transfers`` in this stage.
    """

    what: str
    of: int | None
    totals: dict[int, int]
    transfers: dict[int, int]
    exhausted: int
    lost: int
    elected: tuple[int, ...]


@dataclass
class Scottish:
    """A count under way."""

    seats: int
    draw: Draw
    quota: int
    piles: dict[int, list[Paper]]
    totals: dict[int, int]
    running: list[int]
    elected: list[int] = field(default_factory=list)
    surpluses: list[int] = field(default_factory=list)
    excluded: list[int] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    history: list[dict[int, int]] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    exhausted: int = 0
    lost: int = 0

    def order(self) -> tuple[int, ...]:
        """Elected first, in order; then the others by how far they came."""
        left = standing.in_order(self.running, self.history, self.draw)
        return (*self.elected, *left, *reversed(self.excluded))

    def to_the_end(self) -> None:
        self.close("first", None, {})
        while self.running and len(self.elected) < self.seats:
            if self.surpluses:
                self.pass_surplus()
            else:
                self.exclude()

    def pass_surplus(self) -> None:
        """Rules 48 and 49: the largest surplus, whole pile, at its transfer value."""
        option = self.extreme(self.surpluses, why="surplus", last=False)
        self.surpluses.remove(option)
        total = self.totals[option]
        surplus = total - self.quota * UNIT
        moved, gone = self.pass_on(option, surplus, total)
        self.lost += surplus - sum(moved.values()) - gone
        self.totals[option] = self.quota * UNIT
        self.close("surplus", option, moved)

    def exclude(self) -> None:
        """Rules 50 and 51: the lowest, each paper at the value it came with."""
        option = self.extreme(self.running, why="exclusion", last=True)
        self.running.remove(option)
        self.excluded.append(option)
        moved, _gone = self.pass_on(option, 1, 1)
        self.totals[option] = 0
        self.close("exclusion", option, moved)

    def pass_on(self, option: int, top: int, bottom: int) -> tuple[dict[int, int], int]:
        """Move a pile at value × top / bottom, cut; what each got, what is exhausted."""
        running, piles = set(self.running), self.piles
        moved, gone = dict.fromkeys(self.running, 0), 0
        for ranking, at, papers, value in piles.pop(option):
            worth = value * top // bottom
            for place in range(at + 1, len(ranking)):
                if (heir := ranking[place]) in running:
                    piles[heir].append((ranking, place, papers, worth))
                    moved[heir] += papers * worth
                    break
            else:
                gone += papers * worth
        for heir, votes in moved.items():
            self.totals[heir] += votes
        self.exhausted += gone
        return moved, gone

    def close(self, what: str, of: int | None, moved: dict[int, int]) -> None:
        """End a stage: who reached the quota is elected; so are all who are left when
        they are as many as the seats (rule 52)."""
        self.history.append(dict(self.totals))
        reached = [n for n in self.running if self.totals[n] >= self.quota * UNIT]
        new = self.ranked(reached)[: self.seats - len(self.elected)]
        rest = [n for n in self.running if n not in new]
        if len(rest) <= self.seats - len(self.elected) - len(new):
            new += self.ranked(rest)
        self.running = [n for n in self.running if n not in new]
        self.elected += new
        self.surpluses += [n for n in new if self.totals[n] > self.quota * UNIT]
        self.stages.append(
            Stage(what, of, dict(self.totals), moved, self.exhausted, self.lost,
                  tuple(new))
        )  # fmt: skip

    def ranked(self, options: Iterable[int]) -> list[int]:
        return standing.in_order(options, self.history, self.draw)

    def extreme(self, options: Iterable[int], *, why: str, last: bool) -> int:
        picked, tie = standing.extreme(
            options, self.history, self.draw, why=why, last=last,
            enough=self.seats - len(self.elected),
        )  # fmt: skip
        self.ties += [tie] if tie else []
        return picked


def hold(options: tuple[int, ...], seats: int, papers: Profile, draw: Draw) -> Scottish:
    """Count ``papers`` (no blank ones) to the last seat."""
    piles: dict[int, list[Paper]] = {n: [] for n in options}
    totals = dict.fromkeys(options, 0)
    for ranking, weight in papers.items():
        piles[ranking[0]].append((ranking, 0, weight, UNIT))
        totals[ranking[0]] += weight * UNIT
    quota = sum(papers.values()) // (seats + 1) + 1  # rule 46
    count = Scottish(seats, draw, quota, piles, totals, list(options))
    count.to_the_end()
    return count
