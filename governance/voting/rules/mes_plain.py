"""Equal Shares, one run alone: what people can pay from their own share. Pure; exact."""

from collections.abc import Iterable
from typing import Any

from governance.voting.rules import budget_ballots, greedy
from governance.voting.rules.budget_ballots import Profile
from governance.voting.rules.budget_count import BudgetCount, told
from governance.voting.rules.market import market_of, purse
from governance.voting.rules.question import Choices, Question
from governance.voting.rules.shares import Run, chosen

NAME = "mes-plain"
VERSION = 1

check = budget_ballots.check
read = budget_ballots.read


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    return {**budget_ballots.terms(question), "money_left": "stays unspent"}


def count(question: Question, ballots: Iterable[Choices]) -> BudgetCount:
    return count_profile(question, budget_ballots.gather(question, ballots))


def count_profile(question: Question, profile: Profile) -> BudgetCount:
    support = budget_ballots.supporters(question, profile)
    endowment = purse(question, profile)
    run = Run(market_of(question, profile, support), endowment)
    alone, _ = greedy.fill(question, support, ())
    return told(
        question, profile, support, run.bought, run.ties,
        endowment=endowment, beside={"greedy": chosen(alone)},
    )  # fmt: skip
