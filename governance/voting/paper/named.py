"""Papers of a recorded vote, each with the person who filled it in. Pure.

``{"named": [[17, {"answer": "yes"}], …]}``: the line of the roll and the ballot in the
one form of its rule, in the order of the roll. What is published of it are totals, as of
any other paper: the names stay where those of the answers given online are.
"""

from functools import reduce
from typing import Any

from governance.voting.paper import papers
from governance.voting.paper.faults import Off, UnfitTally
from governance.voting.paper.forms import Form, form_of
from governance.voting.rules import RULES, Choices, Question, UnreadableBallot


def empty() -> dict[str, Any]:
    return {"named": []}


def put(tally: dict[str, Any], line: int, choices: Choices) -> dict[str, Any]:
    """With this person's paper; it takes the place of one typed before."""
    said = dict(tally["named"]) | {line: dict(choices)}
    return {"named": [[number, said[number]] for number in sorted(said)]}


def without(tally: dict[str, Any], line: int) -> dict[str, Any]:
    return {"named": [row for row in tally["named"] if row[0] != line]}


def check(rule: str, question: Question, tally: dict[str, Any], used: int) -> None:
    """Raise ``UnfitTally`` unless these are ``used`` ballots, of one person each."""
    found = tally.get("named")
    if set(tally) != {"named"} or not isinstance(found, list):
        raise UnfitTally(Off.SHAPE)
    if any(not isinstance(row, list) or len(row) != 2 for row in found):
        raise UnfitTally(Off.SHAPE)
    lines = [line for line, _choices in found]
    if any(type(line) is not int for line in lines) or len(set(lines)) != len(lines):
        raise UnfitTally(Off.SHAPE)
    if not all(_is_ballot(rule, question, choices) for _line, choices in found):
        raise UnfitTally(Off.PAPER)
    if len(found) != used:
        raise UnfitTally(Off.USED, told=len(found), used=used)


def _is_ballot(rule: str, question: Question, choices: Any) -> bool:
    try:
        return RULES[rule].read(question, choices) == choices
    except UnreadableBallot:
        return False


def totals(rule: str, question: Question, tally: dict[str, Any]) -> dict[str, Any]:
    """The same papers without their names, in the form that the rule is counted from."""
    ballots = [choices for _line, choices in tally["named"]]
    return _TOTALS[form_of(rule, question)](question, ballots)


def _answers(_question: Question, ballots: list[Choices]) -> dict[str, Any]:
    given = [ballot["answer"] for ballot in ballots]
    return {answer: given.count(answer) for answer in ("yes", "no", "abstain")}


def _approvals(question: Question, ballots: list[Choices]) -> dict[str, Any]:
    chosen = [number for ballot in ballots for number in ballot["chosen"]]
    return {
        "approvals": [[number, chosen.count(number)] for number in question.options],
        "blank": sum(not ballot["chosen"] for ballot in ballots),
    }


def _points(question: Question, ballots: list[Choices]) -> dict[str, Any]:
    given = [(n, points) for ballot in ballots for n, points in ballot["points"]]
    columns = range(1, question.max_points + 1)
    return {
        "points": [
            [number, [given.count((number, points)) for points in columns]]
            for number in question.options
        ],
        "blank": sum(not ballot["points"] for ballot in ballots),
    }


def _papers(question: Question, ballots: list[Choices]) -> dict[str, Any]:
    return reduce(papers.one_more, ballots, papers.empty(question))


_TOTALS: dict[Form, Any] = {
    Form.ANSWERS: _answers,
    Form.APPROVALS: _approvals,
    Form.POINTS: _points,
    Form.PAPERS: _papers,
}
