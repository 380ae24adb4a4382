"""In which form the papers of a round are tallied. Pure."""

from enum import StrEnum
from typing import Any

from governance.voting.paper import answers, approvals, papers, points
from governance.voting.rules import Question

BY_PLACE = frozenset({"double-majority", "delegates"})
ANSWERED = BY_PLACE | {"majority"}


class Form(StrEnum):
    ANSWERS = "answers"
    APPROVALS = "approvals"
    POINTS = "points"
    PAPERS = "papers"
    NAMED = "named"  # in a recorded vote, whatever its rule


_FORMS: dict[Form, Any] = {
    Form.ANSWERS: answers,
    Form.APPROVALS: approvals,
    Form.POINTS: points,
    Form.PAPERS: papers,
}


def form_of(rule: str, question: Question) -> Form:
    """Totals where the rule can be counted from totals; else paper by paper. That is
    how papers are published; those of a recorded vote are typed as ``NAMED``."""
    if rule in ANSWERED:
        return Form.ANSWERS
    if rule == "approval":
        return Form.APPROVALS
    if rule == "points" and question.max_points <= points.MOST_COLUMNS:
        return Form.POINTS
    return Form.PAPERS


def empty(rule: str, question: Question) -> dict[str, Any]:
    tally: dict[str, Any] = _FORMS[form_of(rule, question)].empty(question)
    return tally


def check(rule: str, question: Question, tally: dict[str, Any], used: int) -> None:
    """Raise ``UnfitTally`` unless ``used`` papers of this round can say this."""
    form = form_of(rule, question)
    if form is Form.PAPERS:
        papers.check(rule, question, tally, used)
    else:
        _FORMS[form].check(question, tally, used)


def add(
    rule: str, question: Question, one: dict[str, Any], other: dict[str, Any]
) -> dict[str, Any]:
    both: dict[str, Any] = _FORMS[form_of(rule, question)].add(one, other)
    return both
