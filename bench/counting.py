"""Counting rules on made-up ballots; CPU seconds, ballots as the portal stores them.

Three groups of voters with tastes of their own, 3.7 ranks on average. Other programs,
where they are installed, count the same ballots (``beside``).
"""

import itertools
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

from bench import beside
from governance.voting.rules import RULES, Question, budget_ballots, rankings

OPTIONS = tuple(range(1, 11))
LENGTHS = (1, 2, 3, 3, 4, 4, 4, 5, 5, 6)
PROJECTS = tuple(range(1, 101))


def counting(size: int = 1_000_000, voters: int = 100_000) -> dict[str, float]:
    """Every rule on ``size`` ballots of ten options, Equal Shares on ``voters``."""
    luck = Random(7)
    for sentence in beside.missing():
        print(sentence)
    return {
        **ranked(luck, size),
        **chosen(luck, size),
        **shared_out(luck, voters),
    }


def measured(act: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, and what came of it."""
    started = time.process_time()
    found = act()
    return round(time.process_time() - started, 2), found


def asked(size: int, **facts: object) -> Question:
    given = {
        "options": OPTIONS, "roll_size": size, "quorum": Fraction(0), "max_choices": 10,
    }  # fmt: skip
    return Question(**given | facts)


def made_up_rankings(luck: Random, size: int) -> list[dict[str, list[int]]]:
    tastes = [[luck.paretovariate(3) for _ in OPTIONS] for _ in range(3)]
    draw, ballots = luck.random, []
    for i in range(size):
        scored = zip((t * draw() for t in tastes[i % 3]), OPTIONS, strict=True)
        ranked = [n for _, n in sorted(scored, reverse=True)]
        ballots.append({"ranking": ranked[: LENGTHS[i * 7 % 10]]})
    return ballots


def ranked(luck: Random, size: int) -> dict[str, float]:
    ballots = made_up_rankings(luck, size)
    gathered = rankings.gather(ballots)
    figures: dict[str, float] = {f"distinct rankings of {size:,}": len(gathered)}
    won: dict[str, set[int]] = {}
    for name, seats in (("irv", 1), ("schulze", 1), ("stv", 3)):
        act = partial(RULES[name].count, asked(size, seats=seats), ballots)
        seconds, count = measured(act)
        figures[f"{name}, {size:,} ballots (CPU s)"] = seconds
        won[name] = set(count.winners)
    return figures | beside.ranked(asked(size), gathered, won)


def chosen(luck: Random, size: int) -> dict[str, float]:
    approvals = [{"chosen": luck.sample(OPTIONS, i % 4)} for i in range(size)]
    points = [{"points": [[1 + i % 10, 1 + i % 5]]} for i in range(size)]
    answers = [{"answer": ("yes", "no", "abstain")[i % 3]} for i in range(size)]
    return {
        f"{name}, {size:,} ballots (CPU s)": measured(
            partial(RULES[name].count, asked(size, options=options), ballots)
        )[0]
        for name, options, ballots in (
            ("approval", OPTIONS, approvals),
            ("points", OPTIONS, points),
            ("majority", (1,), answers),
        )
    }


def shared_out(luck: Random, voters: int) -> dict[str, float]:
    """A hundred projects of 2 to 40 days, 400 days, 1 to 15 approvals each."""
    costs = tuple(luck.randint(2, 40) for _ in PROJECTS)
    likes = list(itertools.accumulate(luck.paretovariate(1) for _ in PROJECTS))
    ballots = [
        {"chosen": sorted(set(luck.choices(PROJECTS, cum_weights=likes, k=1 + i % 15)))}
        for i in range(voters)
    ]
    question = asked(voters, options=PROJECTS, costs=costs, budget=400, max_choices=15)
    figures: dict[str, float] = {}
    won: dict[str, set[int]] = {}
    for name in ("greedy", "mes-plain", "mes"):
        seconds, count = measured(partial(RULES[name].count, question, ballots))
        figures[f"{name}, 100 projects, {voters:,} voters (CPU s)"] = seconds
        won[name] = set(count.elected)
    gathered = budget_ballots.gather(question, ballots)
    return figures | beside.shared_out(question, gathered, won)
