"""Choose up to a number of needs; the more people chose one, the higher it stands.

Pure; exact. Ties are results: needs with as many approvals share a place, all kept,
and the next place is counted after them (1, 2, 2, 4). A blank ballot counts in the
quorum and nowhere else.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from operator import not_
from typing import Any

from governance.voting.rules import quorum
from governance.voting.rules.question import (
    Choices,
    Fault,
    Outcome,
    Question,
    UnfitQuestion,
    UnreadableBallot,
)

NAME = "approval"
VERSION = 1


@dataclass(frozen=True)
class ApprovalCount:
    """``approvals`` follows the order of ``question.options``."""

    approvals: tuple[int, ...]
    ballots: int
    blank: int
    question: Question

    @property
    def order(self) -> tuple[tuple[int, ...], ...]:
        """Option numbers from most to least approved; tied ones share a group, in
        the order of the ballot paper."""
        totals = dict(zip(self.question.options, self.approvals, strict=True))
        ranked = sorted(self.question.options, key=totals.__getitem__, reverse=True)
        return tuple(tuple(g) for _, g in groupby(ranked, key=totals.__getitem__))

    @property
    def ties(self) -> tuple[tuple[int, ...], ...]:
        return tuple(group for group in self.order if len(group) > 1)

    @property
    def winners(self) -> tuple[int, ...]:
        """The most approved, all of them where tied; none when nobody chose any."""
        return self.order[0] if any(self.approvals) else ()

    @property
    def quorum_met(self) -> bool:
        return quorum.met(
            self.question.quorum,
            voters=self.ballots,
            roll_size=self.question.roll_size,
        )

    @property
    def outcome(self) -> Outcome:
        if not self.quorum_met:
            return Outcome.NO_QUORUM
        return Outcome.RANKED if self.winners else Outcome.NOT_PASSED

    def figures(self) -> dict[str, Any]:
        rows = zip(self.question.options, self.approvals, strict=True)
        return {
            "approvals": [{"number": n, "approvals": a} for n, a in rows],
            "order": [list(group) for group in self.order],
            "winners": list(self.winners),
            "ties": [list(group) for group in self.ties],
            "blank": self.blank,
        }


def check(question: Question) -> None:
    """Raise ``UnfitQuestion`` unless this rule can decide the question."""
    if len(question.options) < 2:
        raise UnfitQuestion(Fault.TOO_FEW_OPTIONS)
    if not 1 <= question.max_choices <= len(question.options):
        raise UnfitQuestion(Fault.BAD_LIMIT)


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of this rule, besides its name and version."""
    return {
        "max_choices": question.max_choices,
        "blank_ballots": "counted in the quorum only",
        "ties": "reported, all kept",
    }


def read(question: Question, choices: Choices) -> dict[str, Any]:
    """The ballot in its one form, ``{"chosen": [numbers, ascending]}``.

    The order of ticking is dropped: it would be a signature. Else ``UnreadableBallot``.
    """
    if not isinstance(choices, dict) or set(choices) != {"chosen"}:
        raise UnreadableBallot(Fault.WRONG_SHAPE)
    chosen = choices["chosen"]
    if not isinstance(chosen, list | tuple) or any(type(n) is not int for n in chosen):
        raise UnreadableBallot(Fault.WRONG_SHAPE)
    if set(chosen) - set(question.options):
        raise UnreadableBallot(Fault.UNKNOWN_OPTION)
    if len(set(chosen)) != len(chosen):
        raise UnreadableBallot(Fault.REPEATED)
    if len(chosen) > question.max_choices:
        raise UnreadableBallot(Fault.TOO_MANY)
    return {"chosen": sorted(chosen)}


def count(question: Question, ballots: Iterable[Choices]) -> ApprovalCount:
    cast = [ballot["chosen"] for ballot in ballots]
    blank = sum(map(not_, cast))
    return _counted(question, Counter(chain.from_iterable(cast)), len(cast), blank)


def count_profile(
    question: Question, profile: Mapping[tuple[int, ...], int]
) -> ApprovalCount:
    """Count ballots already gathered: how many people chose just these options."""
    totals: Counter[int] = Counter()
    for chosen, papers in profile.items():
        for number in chosen:
            totals[number] += papers
    return _counted(question, totals, sum(profile.values()), profile.get((), 0))


def _counted(
    question: Question, totals: Counter[int], cast: int, blank: int
) -> ApprovalCount:
    if unknown := set(totals) - set(question.options):
        raise ValueError(f"not an option: {sorted(unknown)}")
    approvals = tuple(totals[number] for number in question.options)
    return ApprovalCount(approvals, ballots=cast, blank=blank, question=question)
