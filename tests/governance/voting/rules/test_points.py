"""Points: sums, ties that are kept, bounds, and what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.voting.rules import RULES, Fault, Outcome, Question, UnreadableBallot

RULE = RULES["points"]
NUMBERS = (31, 7, 18)

papers = st.lists(
    st.dictionaries(st.sampled_from(NUMBERS), st.integers(1, 5)).map(
        lambda d: sorted([n, p] for n, p in d.items())
    ),
    max_size=30,
)


def asked(**facts):
    given = {"options": NUMBERS, "roll_size": 50, "quorum": Fraction(0)}
    return Question(**given | facts)


def cast(given):
    return [{"points": paper} for paper in given]


def test_points_are_added_and_ties_kept():
    count = RULE.count(asked(), cast([[[7, 5]], [[7, 1], [18, 3]], [[31, 3]], []]))
    figures = count.figures()
    assert figures["groups"] == [[7], [31, 18]]
    assert figures["winners"] == [7]
    assert figures["blank"] == 1
    assert figures["points"][1] == {"number": 7, "points": 6}
    assert figures["givers"][1] == {"number": 7, "people": 2}


def test_a_tie_at_the_last_seat_keeps_both():
    count = RULE.count(asked(seats=2), cast([[[7, 5], [18, 3], [31, 3]]]))
    assert set(count.winners) == set(NUMBERS)
    assert len(count.elected) == 2


def test_nobody_gave_anything():
    count = RULE.count(asked(), cast([[], []]))
    assert count.outcome is Outcome.NOT_PASSED and count.winners == ()


@given(given=papers)
def test_conservation_every_point_is_counted_once(given):
    count = RULE.count(asked(), cast(given))
    assert sum(count.totals.values()) == sum(p for paper in given for _, p in paper)


@given(given=papers, order=st.randoms())
def test_anonymity_who_votes_first_changes_nothing(given, order):
    shuffled = list(given)
    order.shuffle(shuffled)
    before = RULE.count(asked(), cast(given)).figures()
    assert before == RULE.count(asked(), cast(shuffled)).figures()


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({7: 3}, Fault.WRONG_SHAPE),
        ([[7, 6]], Fault.TOO_MANY),
        ([[7, -1]], Fault.TOO_MANY),
        ([[7, 4], [18, 4]], Fault.TOO_MANY),
        ([[8, 1]], Fault.UNKNOWN_OPTION),
        ([[7, 1], [7, 2]], Fault.REPEATED),
        ([[7, True]], Fault.WRONG_SHAPE),
        ([[7, 1.5]], Fault.WRONG_SHAPE),
    ],
)
def test_a_ballot_it_cannot_read(given, fault):
    with pytest.raises(UnreadableBallot) as unreadable:
        RULE.read(asked(total_points=7), {"points": given})
    assert unreadable.value.fault is fault


def test_zeros_are_left_out_and_numbers_in_order():
    read = RULE.read(asked(), {"points": [[18, 2], [7, 0], [31, 5]]})
    assert read == {"points": [[18, 2], [31, 5]]}
