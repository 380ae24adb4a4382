"""Most chosen first, skip what does not fit in the budget: what most cities do.

Pure; exact. With points, most points first. An option nobody chose is not built; one
that costs more than the whole budget cannot be. Ties by the lot.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from governance.voting.rules import budget_ballots
from governance.voting.rules.budget_ballots import Support
from governance.voting.rules.budget_count import Bought, BudgetCount, told
from governance.voting.rules.counted import Tie
from governance.voting.rules.question import Choices, Question

NAME = "greedy"
VERSION = 1

check = budget_ballots.check
read = budget_ballots.read


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    return {
        **budget_ballots.terms(question),
        "selection": "most chosen first, skip what does not fit",
    }


def count(question: Question, ballots: Iterable[Choices]) -> BudgetCount:
    return count_profile(question, budget_ballots.gather(question, ballots))


def count_profile(question: Question, profile: budget_ballots.Profile) -> BudgetCount:
    support = budget_ballots.supporters(question, profile)
    bought, ties = fill(question, support, ())
    return told(question, profile, support, bought, ties)


def fill(
    question: Question, support: Support, already: Sequence[int]
) -> tuple[list[Bought], list[Tie]]:
    """Fill what ``already`` leaves of the budget, by votes (or points)."""
    costs = budget_ballots.costs(question)
    left = question.budget - sum(costs[n] for n in already)
    votes = {n: budget_ballots.votes(support[n]) for n in question.options}
    bought: list[Bought] = []
    for number in sorted(
        question.draw.order(n for n in votes if votes[n] and n not in already),
        key=votes.__getitem__, reverse=True,
    ):  # fmt: skip
        if costs[number] <= left:
            left -= costs[number]
            bought.append(Bought(number, costs[number], votes[number]))
    return bought, _ties(votes, bought, already)


def _ties(
    votes: dict[int, int], bought: list[Bought], already: Sequence[int]
) -> list[Tie]:
    """Options with as many votes, where some were taken and some were not."""
    taken = {*already, *(b.number for b in bought)}
    ties = []
    for stage, item in enumerate(bought, start=1):
        level = tuple(n for n in votes if votes[n] == item.votes)
        if len(level) > 1 and set(level) - taken:
            ties.append(Tie(stage, level, "selection", item.number))
    return ties
