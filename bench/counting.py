"""Counting rules on made-up ballots; CPU seconds, ballots as the portal stores them.

Three groups of voters with tastes of their own, 3.7 ranks on average. votelib, where it
is installed, counts the same ballots, already gathered for it.
"""

import itertools
import time
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from importlib.util import find_spec
from random import Random

from governance.voting.rules import RULES, Question, rankings

OPTIONS = tuple(range(1, 11))
LENGTHS = (1, 2, 3, 3, 4, 4, 4, 5, 5, 6)
PROJECTS = tuple(range(1, 101))


def counting(size: int = 1_000_000, voters: int = 100_000) -> dict[str, float]:
    """Every rule on ``size`` ballots of ten options, Equal Shares on ``voters``."""
    luck = Random(7)
    return {
        **ranked(luck, size),
        **chosen(luck, size),
        **shared_out(luck, voters),
    }


def cpu(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return round(time.process_time() - started, 2)


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
    for name, seats in (("irv", 1), ("schulze", 1), ("stv", 3)):
        act = partial(RULES[name].count, asked(size, seats=seats), ballots)
        figures[f"{name}, {size:,} ballots (CPU s)"] = cpu(act)
    if find_spec("votelib"):
        figures |= by_votelib(gathered, size)
    return figures


def by_votelib(gathered: rankings.Profile, size: int) -> dict[str, float]:
    """Not the gathering, which our own figures hold; nothing where it raises."""
    from votelib.convert import RankedToCondorcetVotes
    from votelib.evaluate.condorcet import Schulze
    from votelib.evaluate.sequential import TransferableVoteSelector

    votes = dict(gathered)
    acts = {
        "irv": lambda: TransferableVoteSelector().evaluate(votes, 1),
        "schulze": lambda: Schulze().evaluate(RankedToCondorcetVotes().convert(votes)),
        "stv": lambda: TransferableVoteSelector().evaluate(votes, 3),
    }
    figures = {}
    for name, act in acts.items():
        try:
            figures[f"{name}, votelib, gathered (CPU s)"] = cpu(act)
        except Exception as raised:  # noqa: BLE001 - it raises what it likes
            print(f"votelib raised on {name}: {raised!r}")
    return figures


def chosen(luck: Random, size: int) -> dict[str, float]:
    approvals = [{"chosen": luck.sample(OPTIONS, i % 4)} for i in range(size)]
    points = [{"points": [[1 + i % 10, 1 + i % 5]]} for i in range(size)]
    answers = [{"answer": ("yes", "no", "abstain")[i % 3]} for i in range(size)]
    return {
        f"{name}, {size:,} ballots (CPU s)": cpu(
            partial(RULES[name].count, asked(size, options=options), ballots)
        )
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
    return {
        f"{name}, 100 projects, {voters:,} voters (CPU s)": cpu(
            partial(RULES[name].count, question, ballots)
        )
        for name in ("greedy", "mes-plain", "mes")
    }
