"""Choose up to a number: order, ties that are kept, and what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.voting.rules import (
    RULES,
    Fault,
    Outcome,
    Place,
    Question,
    UnfitQuestion,
)

RULE = RULES["approval"]
NUMBERS = (31, 7, 18, 4)

papers = st.lists(
    st.sets(st.sampled_from(NUMBERS), max_size=3).map(sorted), max_size=40
)


def asked(**facts):
    given = {
        "options": NUMBERS,
        "roll_size": 100,
        "quorum": Fraction(0),
        "max_choices": 3,
        "costs": (1, 2, 3, 4),
        "budget": 6,
        "places": (Place("north"), Place("south")),
    }
    return Question(**given | facts)


def cast(chosen):
    return [{"chosen": list(paper)} for paper in chosen]


def test_the_most_chosen_stands_first_and_ties_share_a_place():
    chosen = [[7], [7, 18], [18, 31], [7, 31], [4]]
    figures = RULE.count(asked(), cast(chosen)).figures()
    assert figures["order"] == [[7], [31, 18], [4]]
    assert figures["ties"] == [[31, 18]]
    assert figures["winners"] == [7]


def test_a_tie_for_first_keeps_both_in_the_order_of_the_paper():
    count = RULE.count(asked(), cast([[18], [31]]))
    assert count.figures()["winners"] == [31, 18]
    assert count.outcome is Outcome.RANKED


def test_blank_ballots_count_in_the_quorum_and_nowhere_else():
    count = RULE.count(asked(quorum=Fraction(3, 100)), cast([[], [], [7]]))
    assert count.quorum_met and count.figures()["blank"] == 2
    assert count.figures()["winners"] == [7]


def test_nobody_chose_anything():
    for chosen in ([], [[], []]):
        count = RULE.count(asked(), cast(chosen))
        assert count.outcome is Outcome.NOT_PASSED
        assert count.figures()["winners"] == []


def test_without_quorum_the_order_is_known_and_does_not_count():
    count = RULE.count(asked(quorum=Fraction(1, 2)), cast([[7]]))
    assert count.outcome is Outcome.NO_QUORUM


@given(chosen=papers, order=st.randoms())
def test_anonymity_who_votes_first_changes_nothing(chosen, order):
    shuffled = list(chosen)
    order.shuffle(shuffled)
    assert RULE.count(asked(), cast(chosen)) == RULE.count(asked(), cast(shuffled))


@given(chosen=papers, places=st.permutations(NUMBERS))
def test_neutrality_renaming_the_needs_renames_the_result(chosen, places):
    renamed = dict(zip(NUMBERS, places, strict=True))
    others = [[renamed[n] for n in paper] for paper in chosen]
    before = RULE.count(asked(), cast(chosen)).figures()
    after = RULE.count(asked(), cast(others)).figures()
    assert [{renamed[n] for n in group} for group in before["order"]] == [
        set(group) for group in after["order"]
    ]


@given(chosen=papers)
def test_conservation_every_choice_is_counted_once(chosen):
    figures = RULE.count(asked(), cast(chosen)).figures()
    assert sum(r["approvals"] for r in figures["approvals"]) == sum(map(len, chosen))
    assert sorted(n for group in figures["order"] for n in group) == sorted(NUMBERS)


@given(chosen=papers, number=st.sampled_from(NUMBERS))
def test_one_more_approval_never_lowers_a_need(chosen, number):
    def place(papers):
        order = RULE.count(asked(), cast(papers)).order
        at = next(i for i, group in enumerate(order) if number in group)
        return sum(len(group) for group in order[:at])

    assert place([*chosen, [number]]) <= place(chosen)


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"options": (1,)}, Fault.TOO_FEW_OPTIONS),
        ({"max_choices": 0}, Fault.BAD_LIMIT),
        ({"max_choices": 5}, Fault.BAD_LIMIT),
    ],
)
def test_a_question_it_cannot_decide(facts, fault):
    with pytest.raises(UnfitQuestion) as unfit:
        RULE.check(asked(**facts))
    assert unfit.value.fault is fault


@given(junk=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["yes", "north", 7, 18]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["chosen", "answer", "ranking", "points", "place", "x"]),
        inner, max_size=2
    ),
    max_leaves=6,
))  # fmt: skip
def test_whatever_is_sent_is_a_ballot_or_refused(junk):
    """No input makes a rule fall over: it reads the ballot or says what is wrong."""
    from governance.voting.rules import UnreadableBallot

    for rule in RULES.values():
        try:
            ballot = rule.read(asked(), junk)
        except UnreadableBallot:
            continue
        rule.count(asked(), [ballot])
