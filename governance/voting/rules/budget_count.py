"""What a shared-out budget bought, and for whom. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.voting.rules import budget_ballots
from governance.voting.rules.budget_ballots import Profile, Support
from governance.voting.rules.counted import OptionCount, Tie, rows
from governance.voting.rules.question import Question


@dataclass(frozen=True)
class Bought:
    """An option selected. ``votes``: people, or points. ``share``: what each supporter
    pays at most (per point, where points are given); none when votes bought it.
    ``payers`` pay it in full, ``poorer`` pay all they had left."""

    number: int
    cost: int
    votes: int
    share: Fraction | None = None
    payers: int = 0
    poorer: int = 0

    def figures(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "cost": self.cost,
            "votes": self.votes,
            "share": None if self.share is None else str(self.share),
            "payers": self.payers,
            "poorer": self.poorer,
        }


@dataclass(frozen=True)
class BudgetCount(OptionCount):
    """``elected`` in the order of selection; so are ``rounds``. ``beside`` holds what
    other rules would have bought with the same ballots; ``raised`` the raises kept;
    ``runs`` how often Equal Shares was run."""

    votes: dict[int, int]
    bought: tuple[Bought, ...]
    beside: dict[str, tuple[int, ...]]
    endowment: Fraction
    raised: int
    runs: int

    @property
    def spent(self) -> int:
        return sum(item.cost for item in self.bought)

    def figures(self) -> dict[str, Any]:
        return {
            **self.common(),
            "votes": rows(self.votes),
            "rounds": [item.figures() for item in self.bought],
            "budget": self.question.budget,
            "spent": self.spent,
            "endowment": str(self.endowment),
            "raised": self.raised,
            "runs": self.runs,
            "beside": {rule: list(chosen) for rule, chosen in self.beside.items()},
        }


def told(
    question: Question,
    profile: Profile,
    support: Support,
    bought: Sequence[Bought],
    ties: Sequence[Tie],
    *,
    beside: dict[str, tuple[int, ...]] | None = None,
    endowment: Fraction = Fraction(0),
    raised: int = 0,
    runs: int = 1,
) -> BudgetCount:
    votes = {n: budget_ballots.votes(support[n]) for n in question.options}
    chosen = tuple(item.number for item in bought)
    rest = [n for n in question.options if n not in chosen]
    after = sorted(question.draw.order(rest), key=votes.__getitem__, reverse=True)
    return BudgetCount(
        question=question, ballots=sum(profile.values()), blank=profile.get((), 0),
        winners=chosen, elected=chosen, order=(*chosen, *after), ties=tuple(ties), votes=votes,
        bought=tuple(bought), beside=beside or {}, endowment=endowment,
        raised=raised, runs=runs,
    )  # fmt: skip
