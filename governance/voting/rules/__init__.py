"""Counting rules: one file each, behind one interface.

Ballots in, a frozen count out; integers and fractions, no database, no language. A
rule that changes gets a new ``VERSION``: an old round is never recounted otherwise.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from governance.voting.rules import (
    approval,
    delegates,
    double_majority,
    greedy,
    irv,
    majority,
    mes,
    mes_plain,
    points,
    quorum,
    schulze,
    stv,
)
from governance.voting.rules.lot import Lot
from governance.voting.rules.question import (
    Choices,
    Comparison,
    Fault,
    Outcome,
    Place,
    Question,
    UnfitQuestion,
    UnreadableBallot,
    Utility,
    share,
)

__all__ = [
    "RULES",
    "Choices",
    "Comparison",
    "Count",
    "Fault",
    "Lot",
    "Outcome",
    "Place",
    "Question",
    "Rule",
    "UnfitQuestion",
    "UnreadableBallot",
    "Utility",
    "quorum",
    "share",
]


class Count(Protocol):
    """What every rule returns; ``figures()`` holds JSON values only."""

    @property
    def ballots(self) -> int: ...
    @property
    def quorum_met(self) -> bool: ...
    @property
    def outcome(self) -> Outcome: ...
    def figures(self) -> dict[str, Any]: ...


class Rule(Protocol):
    """``count_profile`` takes ballots already gathered: how many people cast each one,
    in the hashable form of the rule."""

    NAME: str
    VERSION: int

    def check(self, question: Question) -> None: ...
    def terms(self, question: Question) -> dict[str, Any]: ...
    def read(self, question: Question, choices: Choices) -> dict[str, Any]: ...
    def count(self, question: Question, ballots: Iterable[Choices]) -> Count: ...
    def count_profile(
        self, question: Question, profile: Mapping[Any, int]
    ) -> Count: ...


_ALL: tuple[Any, ...] = (
    majority, approval, points, irv, stv, schulze, mes, mes_plain, greedy,
    double_majority, delegates,
)  # fmt: skip

# By ``Round.Rule``.
RULES: dict[str, Rule] = {rule.NAME: rule for rule in _ALL}
