"""Ranked ballots as members send them, and as counts gather them."""

import pytest

from governance.voting.rules import RULES, Fault, UnfitQuestion, UnreadableBallot
from tests.governance.voting.rules.ranked import asked


@pytest.mark.parametrize(
    ("ranking", "fault"),
    [
        ("7", Fault.WRONG_SHAPE),
        ([7, "18"], Fault.WRONG_SHAPE),
        ([7, True], Fault.WRONG_SHAPE),
        ([7, []], Fault.WRONG_SHAPE),
        ([8], Fault.UNKNOWN_OPTION),
        ([7, 18, 7], Fault.REPEATED),
        ([7, 18, 4, 31], Fault.TOO_MANY),
    ],
)
@pytest.mark.parametrize("name", ["irv", "stv", "schulze"])
def test_a_ballot_that_cannot_be_read(name, ranking, fault):
    with pytest.raises(UnreadableBallot) as unreadable:
        RULES[name].read(asked(max_choices=3), {"ranking": ranking})
    assert unreadable.value.fault is fault


def test_equal_ranks_are_for_schulze_only():
    choices = {"ranking": [7, [31, 18]]}
    assert RULES["schulze"].read(asked(), choices) == {"ranking": [7, [18, 31]]}
    for name in ("irv", "stv"):
        with pytest.raises(UnreadableBallot):
            RULES[name].read(asked(), choices)


def test_equal_ranks_count_for_neither_and_end_a_paper_that_is_passed_on():
    cast = [{"ranking": [[7, 18], 4]}, {"ranking": [4, 7]}]
    matrix = RULES["schulze"].count(asked(options=(7, 18, 4)), cast).matrix
    assert matrix == ((0, 1, 1), (0, 0, 1), (1, 1, 0))
    count = RULES["irv"].count(asked(options=(7, 18, 4)), cast)
    assert count.blank == 1 and count.winners == (4,)


@pytest.mark.parametrize(
    ("name", "facts", "fault"),
    [
        ("irv", {"options": (1,)}, Fault.TOO_FEW_OPTIONS),
        ("irv", {"max_choices": 6}, Fault.BAD_LIMIT),
        ("irv", {"seats": 2}, Fault.BAD_SEATS),
        ("stv", {"seats": 5}, Fault.BAD_SEATS),
        ("stv", {"seats": 0}, Fault.BAD_SEATS),
    ],
)
def test_a_question_it_cannot_decide(name, facts, fault):
    with pytest.raises(UnfitQuestion) as unfit:
        RULES[name].check(asked(**facts))
    assert unfit.value.fault is fault


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_says_its_terms_in_json(name):
    import json

    from tests.governance.voting.rules.test_approval import asked as asked_of_all

    terms = RULES[name].terms(asked_of_all())
    assert json.loads(json.dumps(terms)) == terms
