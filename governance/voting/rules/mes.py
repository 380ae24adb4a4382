"""Method of Equal Shares: everyone has an equal part of the budget to spend. Pure; exact.

``shares`` says what one run buys. A run leaves money, so every purse is then raised
step by step until a run would cost more than the budget; the last run that does not is
kept (not the first that leaves nothing affordable: that changes winners), and what is
left goes to the most chosen options that still fit. ``mes_plain`` is one run alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.voting.rules import budget_ballots, greedy
from governance.voting.rules.budget_ballots import Profile
from governance.voting.rules.budget_count import BudgetCount, told
from governance.voting.rules.market import Market, market_of, purse
from governance.voting.rules.question import Choices, Question
from governance.voting.rules.shares import Run, chosen

NAME = "mes"
VERSION = 1
MOST_RAISES = 20_000

check = budget_ballots.check
read = budget_ballots.read


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    step = (
        f"budget / {question.raises} / voters" if question.raises else "one unit each"
    )
    return {
        **budget_ballots.terms(question),
        "raises": question.raises,
        "raise": step,
        "raised_until": "a run would exceed the budget; the last that does not is kept",
        "most_raises": MOST_RAISES,
        "completion": "most chosen first, skip what does not fit",
    }


def count(question: Question, ballots: Iterable[Choices]) -> BudgetCount:
    return count_profile(question, budget_ballots.gather(question, ballots))


@dataclass(frozen=True)
class Raised:
    """The last ``run`` within the budget, what each had in it, after how many raises,
    and how many runs it took to know (the one that overspent included)."""

    run: Run
    endowment: Fraction
    raised: int
    runs: int


def count_profile(question: Question, profile: Profile) -> BudgetCount:
    support = budget_ballots.supporters(question, profile)
    market = market_of(question, profile, support)
    endowment = purse(question, profile)
    plain = Run(market, endowment)
    last = raise_until_overspent(
        question, market, plain, endowment, sum(profile.values())
    )
    kept = last.run
    filled, ties = greedy.fill(question, support, chosen(kept.bought))
    alone, _ = greedy.fill(question, support, ())
    return told(
        question, profile, support, [*kept.bought, *filled], [*kept.ties, *ties],
        endowment=last.endowment, raised=last.raised, runs=last.runs,
        beside={"mes-plain": chosen(plain.bought), "raised": chosen(kept.bought),
                "greedy": chosen(alone)},
    )  # fmt: skip


def raise_until_overspent(
    question: Question, market: Market, run: Run, endowment: Fraction, voters: int
) -> Raised:
    """Raise from ``run``; stops early once everything on offer is bought."""
    step = Fraction(question.budget, max(1, voters * question.raises))
    step = step if question.raises else Fraction(1)
    raised = 0
    while raised < MOST_RAISES and len(run.bought) < len(market.cost):
        tried = Run(market, endowment + step)
        if sum(item.cost for item in tried.bought) > question.budget:
            return Raised(run, endowment, raised, runs=raised + 2)
        run, endowment, raised = tried, endowment + step, raised + 1
    return Raised(run, endowment, raised, runs=raised + 1)
