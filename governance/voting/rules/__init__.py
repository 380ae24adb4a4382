"""Counting rules: one file each, behind one interface.

Ballots in, a frozen count out; integers and fractions, no database, no language. A
rule that changes gets a new ``VERSION``: an old round is never recounted otherwise.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from governance.voting.rules import approval, majority, quorum
from governance.voting.rules.question import (
    Choices,
    Comparison,
    Fault,
    Outcome,
    Question,
    UnfitQuestion,
    UnreadableBallot,
    share,
)

__all__ = [
    "RULES",
    "Choices",
    "Comparison",
    "Count",
    "Fault",
    "Outcome",
    "Question",
    "Rule",
    "UnfitQuestion",
    "UnreadableBallot",
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
    NAME: str
    VERSION: int

    def check(self, question: Question) -> None: ...
    def terms(self, question: Question) -> dict[str, Any]: ...
    def read(self, question: Question, choices: Choices) -> dict[str, Any]: ...
    def count(self, question: Question, ballots: Iterable[Choices]) -> Count: ...


# By ``Round.Rule``.
RULES: dict[str, Rule] = {rule.NAME: rule for rule in (majority, approval)}
