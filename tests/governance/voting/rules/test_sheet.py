"""What a rule writes on the sheet is enough to count by; figures are plain JSON."""

import json
from fractions import Fraction

import pytest

from governance.voting.rules import (
    RULES,
    Comparison,
    Lot,
    Place,
    Question,
    Utility,
    sheet,
)
from governance.voting.rules.bands import every

QUESTION = Question(
    options=(31, 7, 18), roll_size=60, quorum=Fraction(1, 20), threshold=Fraction(3, 5),
    comparison=Comparison.AT_LEAST, max_choices=2, quorum_counts_abstentions=False,
    seats=2, max_points=4, total_points=9, costs=(5, 9, 4), budget=12, raises=7,
    places=(Place("north", 40), Place("south", 90)), bands=every(50, cap=2),
    draw=Lot("ab" * 32, "12"),
)  # fmt: skip
BALLOTS = {
    "majority": [{"answer": "yes"}, {"answer": "no"}],
    "approval": [{"chosen": [7]}, {"chosen": [7, 31]}],
    "points": [{"points": [[7, 4], [18, 1]]}],
    "double-majority": [{"answer": "yes", "place": "north"}],
    "delegates": [{"answer": "no", "place": "south"}],
    **{r: [{"ranking": [7, 31]}, {"ranking": [18]}] for r in ("irv", "stv", "schulze")},
    **{r: [{"chosen": [7]}, {"chosen": [18]}] for r in ("mes", "mes-plain", "greedy")},
}


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_sheet_says_all_that_the_count_needs(name):
    rule = RULES[name]
    written = {
        "quorum": str(QUESTION.quorum),
        "quorum_counts_abstentions": QUESTION.quorum_counts_abstentions,
        **rule.terms(QUESTION),
    }
    read = sheet.asked(
        json.loads(json.dumps(written)),
        options=QUESTION.options, roll_size=60, draw=QUESTION.draw,
    )  # fmt: skip
    assert rule.terms(read) == rule.terms(QUESTION)
    ballots = [rule.read(read, choices) for choices in BALLOTS[name]]
    counted, ours = rule.count(read, ballots), rule.count(QUESTION, ballots)
    assert counted.figures() == ours.figures()
    assert counted.outcome is ours.outcome


@pytest.mark.parametrize("name", sorted(RULES))
def test_figures_are_plain_json(name):
    figures = RULES[name].count(QUESTION, BALLOTS[name]).figures()
    assert json.loads(json.dumps(figures)) == figures
    assert not any(isinstance(value, float) for value in _leaves(figures))


def test_points_share_out_a_budget_too():
    question = Question(**{**vars(QUESTION), "utility": Utility.POINTS})
    rule = RULES["mes"]
    ballot = rule.read(question, {"points": [[31, 4], [18, 3]]})
    assert set(rule.count(question, [ballot]).elected) == {31, 18}
    read = sheet.asked(
        {"quorum": "0", "quorum_counts_abstentions": True, **rule.terms(question)},
        options=question.options, roll_size=60,
    )  # fmt: skip
    assert read.utility is Utility.POINTS


def _leaves(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [leaf for item in value for leaf in _leaves(item)]
    return [value]
