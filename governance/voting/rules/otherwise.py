"""What another rule, another threshold or more voters would have given. Pure.

Shown beside a result so that members see what the rule did; it decides nothing. Only
rules that can read the very same ballots are asked.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from governance.voting.rules import (
    approval,
    delegates,
    greedy,
    irv,
    mes,
    mes_plain,
    quorum,
    rankings,
    schulze,
    stv,
)
from governance.voting.rules.approval import ApprovalCount
from governance.voting.rules.bands import ONE_EACH
from governance.voting.rules.counted import first_places
from governance.voting.rules.delegates import DelegatesCount
from governance.voting.rules.majority import MajorityCount
from governance.voting.rules.question import Choices, Comparison, Question

TWO_THIRDS, THREE_FIFTHS, HALF = Fraction(2, 3), Fraction(3, 5), Fraction(1, 2)


@dataclass(frozen=True)
class Otherwise:
    """``winners`` (all where tied) under ``rule``, and whether they are not the same
    options as in the round."""

    rule: str
    winners: tuple[int, ...]
    differs: bool


def under_other_rules(
    rule: str, question: Question, ballots: Sequence[Choices]
) -> list[Otherwise]:
    """The same ballots under each other rule that reads them; none for yes or no."""
    counts = _COUNTS_OF.get(rule, {})
    won = {
        name: _winners(count(question, ballots), question)
        for name, count in counts.items()
    }
    return [
        Otherwise(name, winners, set(winners) != set(won[rule]))
        for name, winners in won.items()
        if name != rule
    ]


def _winners(count: Any, question: Question) -> tuple[int, ...]:
    if not isinstance(count, ApprovalCount):
        return tuple(count.winners)
    return first_places(count.order, question.seats)[0] if count.winners else ()


def first_choices(question: Question, ballots: Iterable[Choices]) -> ApprovalCount:
    """Only the first choice of each ranking, each worth one: plain plurality."""
    tops: Counter[tuple[int, ...]] = Counter()
    for ranking, papers in rankings.strict(rankings.gather(ballots)).items():
        tops[ranking[:1]] += papers
    return approval.count_profile(question, tops)


def under_other_thresholds(count: MajorityCount | DelegatesCount) -> dict[str, bool]:
    """Whether the yes votes would have met each usual threshold."""
    usual = (
        (HALF, Comparison.MORE_THAN),
        (THREE_FIFTHS, Comparison.AT_LEAST),
        (TWO_THIRDS, Comparison.AT_LEAST),
    )
    return {
        str(threshold): replace(
            count,
            question=replace(
                count.question, threshold=threshold, comparison=comparison
            ),
        ).threshold_met
        for threshold, comparison in usual
    }


def under_one_vote_each(question: Question, ballots: Iterable[Choices]) -> bool:
    """Whether delegates would have passed it with one vote for each co-operative."""
    count = delegates.count(replace(question, bands=ONE_EACH), ballots)
    return count.threshold_met


@dataclass(frozen=True)
class MoreVoters:
    """``extra`` people more: could they have changed who comes first, or whether it
    passes; and would the quorum then be met."""

    extra: int
    could_change: bool
    quorum_met: bool


def with_more_voters(count: Any, *, points: int = 2) -> MoreVoters:
    """With ``points`` hundredths of the roll voting besides, rounded up, whatever they
    would have said. For yes or no, and for choosing up to a number."""
    question: Question = count.question
    extra = min(
        quorum.needed(Fraction(points, 100), question.roll_size),
        question.roll_size - count.ballots,
    )
    met = quorum.met(
        question.quorum, voters=count.ballots + extra, roll_size=question.roll_size
    )
    if isinstance(count, MajorityCount):
        more = (
            replace(count, yes=count.yes + extra),
            replace(count, no=count.no + extra),
        )
        change = any(m.threshold_met != count.threshold_met for m in more)
    else:
        first, second, *_ = sorted((*count.approvals, 0, 0), reverse=True)
        level = len(count.winners) != 1
        change = extra > 0 and (level or first - second <= extra)
    return MoreVoters(extra, change, met)


_Counts = Mapping[str, Callable[[Question, Sequence[Choices]], Any]]

_ONE_SEAT: _Counts = {
    "irv": irv.count, "schulze": schulze.count, "first-choices": first_choices,
}  # fmt: skip
_SEATS: _Counts = {
    "stv": stv.count, "schulze": schulze.count, "first-choices": first_choices,
}  # fmt: skip
_BUDGET: _Counts = {
    "mes": mes.count, "mes-plain": mes_plain.count, "greedy": greedy.count,
}  # fmt: skip
_COUNTS_OF: dict[str, _Counts] = {
    "irv": _ONE_SEAT,
    "schulze": _ONE_SEAT,
    "stv": _SEATS,
    **dict.fromkeys(_BUDGET, _BUDGET),
}
