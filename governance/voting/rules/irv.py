"""Instant run-off: rank the options; the last one leaves until one has a majority.

Pure; exact. A majority is more than half of the ballots that still name an option in the
running. One option leaves at a time; ties by the last stage at which they differed,
then by the lot. A rank held by several options ends the ballot there; a ballot whose
options have all left is exhausted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from governance.voting.rules import rankings, standing
from governance.voting.rules.counted import OptionCount, Tie, rows
from governance.voting.rules.lot import Draw, whoever_could_win
from governance.voting.rules.question import Choices, Fault, Question, UnfitQuestion
from governance.voting.rules.rankings import Profile, Ranking

NAME = "irv"
VERSION = 1
MOST_LOTS = 200  # counts, at most, to find whom other lots would have elected


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


@dataclass(frozen=True)
class IrvCount(OptionCount):
    stages: tuple[Stage, ...]

    def figures(self) -> dict[str, Any]:
        return {**self.common(), "rounds": [s.figures() for s in self.stages]}


def check(question: Question) -> None:
    """Raise ``UnfitQuestion`` unless this rule can decide the question."""
    rankings.check(question)
    if question.seats != 1:
        raise UnfitQuestion(Fault.BAD_SEATS)


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    return {
        "max_choices": question.max_choices,
        "majority_of": "ballots that still name an option in the running",
        "exclusion": "one at a time",
        "equal_ranks": "end the ballot",
        "blank_ballots": "counted in the quorum only",
        "ties": "last stage that differs, then the lot",
    }


def read(question: Question, choices: Choices) -> dict[str, Any]:
    """The ballot in its one form, ``{"ranking": [numbers]}``; else raises."""
    return rankings.read(question, choices, equal=False)


def count(question: Question, ballots: Iterable[Choices]) -> IrvCount:
    return count_profile(question, rankings.gather(ballots))


def count_profile(question: Question, profile: Profile) -> IrvCount:
    """Count rankings already gathered; ``ValueError`` for an unknown option."""
    papers = rankings.strict(rankings.checked(question, profile))
    blank = papers.pop((), 0)
    options = question.options if papers else ()
    stages, ties = _run_off(options, papers, question.draw)
    order = _order(question, stages)
    elected = order[:1] if papers else ()
    winners = elected
    if any(not tie.by for tie in ties):
        could = whoever_could_win(
            lambda draw: _winner(options, papers, draw), MOST_LOTS
        )
        winners = tuple(n for n in options if n in could | set(elected))
    return IrvCount(
        question=question, ballots=sum(profile.values()), blank=blank,
        winners=winners, elected=elected, order=order,
        ties=tuple(ties), stages=tuple(stages),
    )  # fmt: skip


def _winner(options: tuple[int, ...], papers: Profile, draw: Draw) -> list[int]:
    stages, _ties = _run_off(options, papers, draw)
    last = stages[-1]
    left = [n for n in last.totals if n != last.excluded]
    return [max(left, key=last.totals.__getitem__)]


def _run_off(
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


def _order(question: Question, stages: list[Stage]) -> tuple[int, ...]:
    """Those still in at the end by their votes, then the others, last out first."""
    if not stages:
        return tuple(question.draw.order(question.options))
    history = [stage.totals for stage in stages]
    gone = [s.excluded for s in stages if s.excluded is not None]
    left = [n for n in history[-1] if n not in gone]
    return (*standing.in_order(left, history, question.draw), *reversed(gone))
