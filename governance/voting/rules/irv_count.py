"""The stages of an instant run-off, pile by pile. Pure; whole votes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from governance.voting.rules import standing
from governance.voting.rules.counted import Tie, rows
from governance.voting.rules.lot import Draw
from governance.voting.rules.rankings import Profile, Ranking


@dataclass(frozen=True)
class Stage:
    """``totals`` of the options in the running; ``excluded`` leaves after it and its
    ballots go to ``transfers`` (the rest exhausted)."""

    totals: dict[int, int]
    exhausted: int
    excluded: int | None = None
    transfers: dict[int, int] | None = None

    def figures(self) -> dict[str, Any]:
        return {
            "totals": rows(self.totals),
            "exhausted": self.exhausted,
            "excluded": self.excluded,
            "transfers": rows(self.transfers or {}),
        }


def winner(options: tuple[int, ...], papers: Profile, draw: Draw) -> list[int]:
    """Who wins under one draw (a list of one)."""
    stages, _ties = run_off(options, papers, draw)
    last = stages[-1]
    left = [n for n in last.totals if n != last.excluded]
    return [max(left, key=last.totals.__getitem__)]


def run_off(
    options: Iterable[int], papers: Profile, draw: Draw
) -> tuple[list[Stage], list[Tie]]:
    """Every stage to the one with a majority, or with two options level: there the one
    that gives way is named, and nothing is left to transfer."""
    piles: dict[int, list[tuple[Ranking, int, int]]] = {n: [] for n in options}
    totals = dict.fromkeys(piles, 0)
    for ranking, weight in papers.items():
        piles[ranking[0]].append((ranking, 0, weight))
        totals[ranking[0]] += weight
    stages: list[Stage] = []
    ties: list[Tie] = []
    history: list[dict[int, int]] = []
    exhausted = 0
    while totals:
        history.append(dict(totals))
        if max(totals.values()) * 2 > sum(totals.values()):
            stages.append(Stage(history[-1], exhausted))
            break
        out, tie = standing.extreme(totals, history, draw, why="exclusion", last=True)
        ties += [tie] if tie else []
        if len(totals) == 2:
            stages.append(Stage(history[-1], exhausted, out))
            break
        moved, lost = _transfer(piles, out)
        stages.append(Stage(history[-1], exhausted, out, moved))
        del totals[out]
        exhausted += lost
        for option, votes in moved.items():
            totals[option] += votes
    return stages, ties


def _transfer(
    piles: dict[int, list[tuple[Ranking, int, int]]], out: int
) -> tuple[dict[int, int], int]:
    """Pass the papers of ``out`` to the next option in the running on each."""
    moved = {n: 0 for n in piles if n != out}
    exhausted = 0
    for ranking, at, weight in piles.pop(out):
        for place in range(at + 1, len(ranking)):
            if (option := ranking[place]) in piles:
                piles[option].append((ranking, place, weight))
                moved[option] += weight
                break
        else:
            exhausted += weight
    return moved, exhausted
