"""What more voters would have given, where each of them changes every share."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement, product

from hypothesis import given
from hypothesis import strategies as st

from governance.voting.rules import RULES, Comparison, Place, Question, Utility, joining
from governance.voting.rules.bands import Bands

BUDGET = Question(
    options=(1, 2, 3), roll_size=100, quorum=Fraction(0), max_choices=3,
    costs=(20, 20, 10), budget=30,
)  # fmt: skip


def people(text):
    """``"5 12, 3 3"``: five people chose needs 1 and 2, three chose need 3."""
    found = {}
    for part in text.split(", "):
        many, _, numbers = part.partition(" ")
        found[tuple((int(n), 1) for n in numbers)] = int(many)
    return found


def test_more_people_who_want_one_need_can_bring_it_in():
    told = joining.choosing_one(BUDGET, people("6 1, 5 2, 3 3"), extra=3, most=9)
    came_out = {one.number: set(one.elected) for one in told}
    assert came_out == {None: {1, 3}, 1: {1, 3}, 2: {2, 3}, 3: {1, 3}}
    assert [one.number for one in told] == [None, 2, 3, 1], "those left out first"


def test_only_the_needs_nearest_to_the_line_are_tried():
    told = joining.choosing_one(BUDGET, people("6 1, 5 2, 3 3"), extra=3, most=1)
    assert [one.number for one in told] == [None, 2]


def test_as_many_points_as_a_ballot_may_hold_go_to_one_need():
    asked = replace(BUDGET, utility=Utility.POINTS, max_points=5, total_points=3)
    told = joining.choosing_one(asked, {((1, 2),): 4}, extra=5, most=9)
    joined = {((1, 2),): 4, ((2, 3),): 5}
    expected = RULES["mes"].count_profile(asked, joined).elected
    assert next(one.elected for one in told if one.number == 2) == expected


PLACES = (Place("a", 10), Place("b", 60), Place("c", 200))
DELEGATES = Question(
    options=(1,), roll_size=9, quorum=Fraction(2, 3), places=PLACES,
    bands=Bands(((0, 1), (51, 2), (101, 5))), comparison=Comparison.MORE_THAN,
)  # fmt: skip
ANSWERS = ("yes", "no", "abstain")
some = st.integers(0, 2)


@given(
    said=st.lists(some, min_size=9, max_size=9),
    absent=st.lists(some, min_size=3, max_size=3),
    extra=st.integers(0, 4),
    threshold=st.sampled_from(["1/2", "2/3", "1/5"]).map(Fraction),
    answer=st.sampled_from(["yes", "no"]),
)
def test_delegates_join_where_that_weighs_most(said, absent, extra, threshold, answer):
    """As good as the best of every way to choose them."""
    question = replace(DELEGATES, threshold=threshold)
    names = [place.name for place in PLACES]
    cast = dict(zip(product(names, ANSWERS), said, strict=True))
    count = RULES["delegates"].count_profile(question, cast)
    left = dict(zip(names, absent, strict=True))
    found = joining.all_saying(count, answer, left, extra=extra)
    ways = [
        RULES["delegates"].count_profile(question, joined).threshold_met
        for joined in _every_way(cast, left, answer, min(extra, sum(absent)))
    ]
    could = any(ways) if answer == "yes" else all(ways)
    assert found.threshold_met is could


def _every_way(cast, left, answer, extra):
    for places in combinations_with_replacement(left, extra):
        if all(places.count(place) <= many for place, many in left.items()):
            joined = dict(cast)
            for place in places:
                joined[place, answer] += 1
            yield joined


def test_delegates_of_silent_co_operatives_make_the_quorum():
    count = RULES["delegates"].count_profile(DELEGATES, {("a", "yes"): 1})
    assert not count.quorum_met
    assert joining.quorum_reached(count, {"a": 3, "b": 1}, extra=1)
    assert not joining.quorum_reached(count, {"a": 3, "b": 1}, extra=0)
    assert not joining.quorum_reached(count, {"a": 3}, extra=3)
