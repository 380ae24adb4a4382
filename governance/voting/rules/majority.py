"""Yes, no or abstain, on one need. Pure; exact.

The share is yes / (yes + no): abstentions never count in it. They count in the
quorum unless the rule sheet says otherwise. No yes and no no: not approved.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.voting.rules import quorum
from governance.voting.rules.question import (
    Choices,
    Comparison,
    Fault,
    Outcome,
    Question,
    UnfitQuestion,
    UnreadableBallot,
)

NAME = "majority"
VERSION = 1
ANSWERS = ("yes", "no", "abstain")


@dataclass(frozen=True)
class MajorityCount:
    yes: int
    no: int
    abstain: int
    question: Question

    @property
    def ballots(self) -> int:
        return self.yes + self.no + self.abstain

    @property
    def share(self) -> Fraction | None:
        """Of the yes and no votes, the part that is yes; None when there are none."""
        expressed = self.yes + self.no
        return Fraction(self.yes, expressed) if expressed else None

    @property
    def quorum_met(self) -> bool:
        counted = self.question.quorum_counts_abstentions
        voters = self.ballots if counted else self.yes + self.no
        return quorum.met(
            self.question.quorum, voters=voters, roll_size=self.question.roll_size
        )

    @property
    def threshold_met(self) -> bool:
        if self.share is None:
            return False
        if self.question.comparison is Comparison.AT_LEAST:
            return self.share >= self.question.threshold
        return self.share > self.question.threshold

    @property
    def outcome(self) -> Outcome:
        if not self.quorum_met:
            return Outcome.NO_QUORUM
        return Outcome.PASSED if self.threshold_met else Outcome.NOT_PASSED

    def figures(self) -> dict[str, Any]:
        return {
            "yes": self.yes,
            "no": self.no,
            "abstain": self.abstain,
            "share": None if self.share is None else str(self.share),
            "threshold_met": self.threshold_met,
            "tie": self.yes == self.no and self.yes > 0,
        }


def check(question: Question) -> None:
    """Raise ``UnfitQuestion`` unless this rule can decide the question."""
    if len(question.options) != 1:
        raise UnfitQuestion(Fault.NOT_ONE_OPTION)
    highest = question.threshold == 1 and question.comparison is Comparison.MORE_THAN
    if question.threshold == 0 or highest:
        raise UnfitQuestion(Fault.BAD_THRESHOLD)


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    return {
        "threshold": str(question.threshold),
        "threshold_of": "yes and no votes",
        "comparison": question.comparison.value,
        "no_votes": "not approved",
    }


def read(question: Question, choices: Choices) -> dict[str, Any]:
    """The ballot in its one form, ``{"answer": …}``; else ``UnreadableBallot``."""
    if not isinstance(choices, dict) or set(choices) != {"answer"}:
        raise UnreadableBallot(Fault.WRONG_SHAPE)
    if choices["answer"] not in ANSWERS:
        raise UnreadableBallot(Fault.UNKNOWN_ANSWER)
    return {"answer": str(choices["answer"])}


def count(question: Question, ballots: Iterable[Choices]) -> MajorityCount:
    answers = Counter(ballot["answer"] for ballot in ballots)
    return count_profile(question, answers)


def count_profile(question: Question, answers: Mapping[str, int]) -> MajorityCount:
    """Count answers already gathered: how many people gave each."""
    if unknown := set(answers) - set(ANSWERS):
        raise ValueError(f"not an answer: {sorted(unknown)}")
    yes, no, abstain = (answers.get(answer, 0) for answer in ANSWERS)
    return MajorityCount(yes=yes, no=no, abstain=abstain, question=question)
