"""Ballots that share out a budget: chosen options, or points. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from governance.voting.rules import approval, points
from governance.voting.rules.points import Given
from governance.voting.rules.question import (
    Choices,
    Fault,
    Question,
    UnfitQuestion,
    Utility,
)

Profile = Mapping[Given, int]  # chosen options have one point each
Support = dict[int, list[tuple[Given, int, int]]]  # ballot, people, points, by option


def check(question: Question) -> None:
    """Raise ``UnfitQuestion`` unless costs, budget and ballots can be counted."""
    if len(question.options) < 2:
        raise UnfitQuestion(Fault.TOO_FEW_OPTIONS)
    if len(question.costs) != len(question.options) or question.budget < 1:
        raise UnfitQuestion(Fault.BAD_BUDGET)
    if min(question.costs) < 1 or min(question.costs) > question.budget:
        raise UnfitQuestion(Fault.BAD_BUDGET)
    if question.utility is Utility.POINTS:
        points.check(question)
    else:
        approval.check(question)


def read(question: Question, choices: Choices) -> dict[str, Any]:
    """The ballot as ``points`` or as ``approval`` has it, by the question's utility."""
    rule = points if question.utility is Utility.POINTS else approval
    return rule.read(question, choices)


def terms(question: Question) -> dict[str, Any]:
    """What the rule sheet says of every rule that shares out a budget."""
    pointed = question.utility is Utility.POINTS
    bounds = {"max_points": question.max_points, "total_points": question.total_points}
    return {
        "budget": question.budget,
        "costs": [[n, c] for n, c in costs(question).items()],
        "utility": question.utility.value,
        **(bounds if pointed else {"max_choices": question.max_choices}),
        "not_chosen_by_anyone": "left out",
        "above_the_budget": "left out",
        "blank_ballots": "counted in the quorum, and an equal share each",
        "ties": "the lot",
    }


def gather(question: Question, ballots: Iterable[Choices]) -> Counter[Given]:
    """How many people cast each ballot; blank ones count under ``()``."""
    if question.utility is Utility.POINTS:
        return points.gather(ballots)
    chosen = Counter(tuple(ballot["chosen"]) for ballot in ballots)
    return Counter({tuple((n, 1) for n in c): papers for c, papers in chosen.items()})


def costs(question: Question) -> dict[int, int]:
    return dict(zip(question.options, question.costs, strict=True))


def supporters(question: Question, profile: Profile) -> Support:
    """Who supports each option; ``ValueError`` for an unknown one."""
    support: Support = {number: [] for number in question.options}
    for given, papers in profile.items():
        for number, marks in given:
            if number not in support:
                raise ValueError(f"not an option: {number}")
            if marks:
                support[number].append((given, papers, marks))
    return support


def votes(supporters: list[tuple[Given, int, int]]) -> int:
    """People who chose the option, or the points they gave it."""
    return sum(papers * marks for _given, papers, marks in supporters)
