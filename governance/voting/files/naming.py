"""What ``tally --json`` prints: each rule's count under the names of the file."""

from collections.abc import Callable, Iterable
from typing import Any

from governance.voting.files.election import Election
from governance.voting.rules import Question
from governance.voting.rules.approval import ApprovalCount
from governance.voting.rules.budget_count import BudgetCount
from governance.voting.rules.counted import OptionCount, first_places
from governance.voting.rules.irv import IrvCount
from governance.voting.rules.lot import Lot
from governance.voting.rules.points import PointsCount
from governance.voting.rules.schulze import SchulzeCount
from governance.voting.rules.stv import StvCount, decimal
from governance.voting.rules.stv_count import UNIT, Stage

Names = Callable[[Iterable[int]], list[str]]


def told(
    rule: str, election: Election, question: Question, count: Any
) -> dict[str, Any]:
    """``winners``, ``order``, ``rounds``, ``ties``, and what the rule adds."""

    def names(numbers: Iterable[int]) -> list[str]:
        return [election.name(n) for n in numbers]

    if isinstance(count, ApprovalCount):
        return _approval(election, question, count, names)
    return {
        "winners": names(count.winners),
        "elected": names(count.elected),
        "order": names(count.order),
        "rounds": _rounds(election, count),
        "ties": [names(tie.options) for tie in count.ties],
        "ties_broken": _broken(election, question, count),
        "ballots": count.ballots,
        "blank": count.blank,
        **_more(count, names),
    }


def _approval(
    election: Election, question: Question, count: ApprovalCount, names: Names
) -> dict[str, Any]:
    draw = question.draw
    order = [n for group in count.order for n in draw.order(group)]
    anyone = any(count.approvals)
    winners, _cut = first_places(count.order, question.seats) if anyone else ((), ())
    totals = dict(zip(question.options, count.approvals, strict=True))
    return {
        "winners": names(winners),
        "elected": names(order[: question.seats]) if anyone else [],
        "order": names(order),
        "rounds": [{election.name(n): votes for n, votes in totals.items()}],
        "ties": [names(group) for group in count.ties],
        "ballots": count.ballots,
        "blank": count.blank,
    }


def _broken(
    election: Election, question: Question, count: OptionCount
) -> list[dict[str, Any]]:
    """How each tie was broken; with the draws themselves where a lot was needed."""
    rows = []
    for tie in count.ties:
        row = tie.figures()
        row |= {"picked": election.name(tie.picked)}
        row |= {"options": [election.name(n) for n in tie.options]}
        if not tie.by and isinstance(question.draw, Lot):
            draw = question.draw
            row |= {"root": draw.root, "round": draw.round}
            row |= {"draws": {election.name(n): draw.draw(n) for n in tie.options}}
        elif not tie.by:
            row |= {"by": "published order"}
        rows.append(row)
    return rows


def _rounds(election: Election, count: OptionCount) -> list[dict[str, Any]]:
    def by_name(totals: dict[int, Any]) -> dict[str, Any]:
        return {election.name(n): value for n, value in totals.items()}

    if isinstance(count, IrvCount):
        return [by_name(stage.totals) for stage in count.stages]
    if isinstance(count, StvCount):
        return [by_name(_votes(stage)) for stage in count.stages]
    if isinstance(count, PointsCount):
        return [by_name(count.totals)]
    if isinstance(count, BudgetCount):
        return [by_name({item.number: item.votes}) for item in count.bought]
    if isinstance(count, SchulzeCount):
        size = range(len(count.matrix))
        wins = {
            n: sum(count.matrix[i][j] > count.matrix[j][i] for j in size)
            for i, n in enumerate(count.question.options)
        }
        return [by_name(wins)]
    return []


def _votes(stage: Stage) -> dict[int, Any]:
    """First choices are whole ballots; from the first transfer on, five decimals."""
    if stage.what == "first":
        return {n: votes // UNIT for n, votes in stage.totals.items()}
    return {n: decimal(votes) for n, votes in stage.totals.items()}


def _more(count: OptionCount, names: Names) -> dict[str, Any]:
    if isinstance(count, StvCount):
        return {"quota": count.quota, "stages": len(count.stages)}
    if isinstance(count, SchulzeCount):
        first = count.condorcet_winner
        return {
            "condorcet_winner": None if first is None else names([first])[0],
            "smith_set": names(count.smith_set),
            "pairwise_matrix": [list(row) for row in count.matrix],
            "exact_pairwise_ties": [names(pair) for pair in count.level_pairs],
        }
    if isinstance(count, BudgetCount):
        return {
            "budget": count.question.budget,
            "spent": count.spent,
            "raised": count.raised,
            "runs": count.runs,
            "endowment": str(count.endowment),
            "beside": {rule: names(some) for rule, some in count.beside.items()},
            "steps": [
                {**item.figures(), "number": names([item.number])[0]}
                for item in count.bought
            ],
        }
    return {}
