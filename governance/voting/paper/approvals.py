"""Needs chosen on paper. Pure.

``{"approvals": [[12, 30], [14, 2]], "blank": 1}``: how many papers chose each need, and
how many chose none.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from governance.voting.paper.faults import Off, UnfitTally, counts, rows
from governance.voting.rules import Choices, Question, approval
from governance.voting.rules.approval import ApprovalCount


def empty(question: Question) -> dict[str, Any]:
    return {"approvals": [[number, 0] for number in question.options], "blank": 0}


def check(question: Question, tally: dict[str, Any], used: int) -> None:
    """Raise ``UnfitTally`` unless ``used`` papers can hold these choices."""
    told = rows(tally, "approvals", question.options)
    chosen = [votes for _, votes in told]
    counts(used, tally["blank"], *chosen)
    if tally["blank"] > used:
        raise UnfitTally(Off.BLANK, told=tally["blank"], used=used)
    filled = used - tally["blank"]
    for number, votes in told:
        if votes > filled:
            raise UnfitTally(Off.ONE_NEED, number=number, told=votes, filled=filled)
    if sum(chosen) > (most := filled * question.max_choices):
        raise UnfitTally(Off.TOO_MANY, told=sum(chosen), most=most)
    if sum(chosen) < filled:
        raise UnfitTally(Off.TOO_FEW, told=sum(chosen), filled=filled)


def add(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    pairs = zip(one["approvals"], other["approvals"], strict=True)
    return {
        "approvals": [[number, a + b] for (number, a), (_, b) in pairs],
        "blank": one["blank"] + other["blank"],
    }


def count(
    question: Question, ballots: Iterable[Choices], tally: dict[str, Any], used: int
) -> ApprovalCount:
    """Online ballots and paper together."""
    online = approval.count(question, ballots)
    paper = dict(tally["approvals"])
    pairs = zip(question.options, online.approvals, strict=True)
    return replace(
        online,
        approvals=tuple(votes + paper[number] for number, votes in pairs),
        ballots=online.ballots + used,
        blank=online.blank + tally["blank"],
    )
