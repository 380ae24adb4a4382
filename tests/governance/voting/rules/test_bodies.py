"""Votes of co-operatives: double majority, bands with a cap, delegates, delegation."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.voting.rules import (
    RULES,
    Comparison,
    Fault,
    Outcome,
    Place,
    Question,
    UnfitQuestion,
    UnreadableBallot,
)
from governance.voting.rules.bands import Bands, every
from governance.voting.rules.delegation import carry

PLACES = (Place("north", 40), Place("south", 51), Place("east", 400))
answers = st.sampled_from(["yes", "no", "abstain"])
bodies = st.lists(st.tuples(st.sampled_from([p.name for p in PLACES]), answers))


def asked(**facts):
    given = {
        "options": (1,), "roll_size": 100, "quorum": Fraction(0), "places": PLACES,
        "bands": every(50, cap=3),
    }  # fmt: skip
    return Question(**given | facts)


def cast(said):
    return [{"place": place, "answer": answer} for place, answer in said]


def many(**said):
    return cast(
        (place, answer)
        for place, counts in said.items()
        for answer, people in zip(("yes", "no", "abstain"), counts, strict=True)
        for _ in range(people)
    )


def test_both_majorities_are_needed():
    double = RULES["double-majority"]
    both = double.count(asked(), many(north=(9, 1, 0), south=(2, 1, 0), east=(1, 3, 0)))
    assert both.outcome is Outcome.PASSED
    members = double.count(asked(), many(north=(90, 1, 0), south=(1, 2, 0)))
    assert (members.members_majority, members.places_majority) == (True, False)
    places = double.count(
        asked(), many(north=(2, 1, 0), south=(2, 1, 0), east=(0, 9, 0))
    )
    assert (places.members_majority, places.places_majority) == (False, True)
    assert members.outcome is places.outcome is Outcome.NOT_PASSED


def test_level_or_silent_is_not_a_yes_and_stays_in_the_denominator():
    count = RULES["double-majority"].count(
        asked(), many(north=(5, 1, 0), south=(2, 2, 7))
    )
    assert count.figures()["places_yes"] == 1
    assert count.figures()["places_total"] == 3
    assert not count.places_majority


@given(said=bodies)
def test_no_voice_is_lost_between_members_and_places(said):
    count = RULES["double-majority"].count(asked(), cast(said))
    assert count.ballots == len(said)
    assert sum(map(sum, count.places.values())) == len(said)


def test_bands_rise_to_a_cap():
    bands = every(50, cap=3)
    sizes = (0, 1, 50, 51, 100, 101, 10_000)
    assert [bands.votes(size) for size in sizes] == [1, 1, 1, 2, 2, 3, 3]
    assert bands.cap == 3
    late = Bands(steps=((10, 1), (500, 2)))
    assert [late.votes(size) for size in (9, 10, 499, 500)] == [0, 1, 1, 2]


@pytest.mark.parametrize("steps", [(), ((5, 2), (9, 1)), ((9, 1), (5, 2)), ((0, -1),)])
def test_bands_that_do_not_rise_are_refused(steps):
    with pytest.raises(ValueError):
        Bands(steps=steps)


def test_delegates_share_the_votes_of_their_co_operative():
    """East has 3 votes and two delegates who differ; north one vote and one delegate."""
    said = cast([("east", "yes"), ("east", "no"), ("north", "yes"), ("south", "no")])
    count = RULES["delegates"].count(asked(), said)
    assert count.weights == {
        "yes": Fraction(5, 2), "no": Fraction(7, 2), "abstain": Fraction(0),
    }  # fmt: skip
    assert count.share == Fraction(5, 12)
    assert count.outcome is Outcome.NOT_PASSED


@given(said=bodies)
def test_a_co_operative_never_weighs_more_than_its_band(said):
    count = RULES["delegates"].count(asked(), cast(said))
    present = {place for place, _ in said}
    votes = sum(asked().bands.votes(p.size) for p in PLACES if p.name in present)
    assert sum(count.weights.values()) == votes
    assert max(count.votes.values()) <= 3


def test_the_quorum_of_delegates_counts_co_operatives():
    question = asked(quorum=Fraction(2, 3), comparison=Comparison.AT_LEAST)
    alone = RULES["delegates"].count(question, cast([("east", "yes")] * 9))
    assert alone.outcome is Outcome.NO_QUORUM
    two = RULES["delegates"].count(question, cast([("east", "yes"), ("north", "yes")]))
    assert two.outcome is Outcome.PASSED


@pytest.mark.parametrize("name", ["double-majority", "delegates"])
def test_what_they_refuse(name):
    rule = RULES[name]
    with pytest.raises(UnfitQuestion) as unfit:
        rule.check(asked(places=()))
    assert unfit.value.fault is Fault.NO_PLACES
    for choices in ({"answer": "yes"}, {"answer": "yes", "place": "west"}, None):
        with pytest.raises(UnreadableBallot):
            rule.read(asked(), choices)
    with pytest.raises(ValueError):
        rule.count(asked(), cast([("west", "yes")]))


def test_a_chain_ends_with_whoever_votes():
    carried = carry({"a": "b", "b": "c", "d": "c"}, {"c": "yes"})
    assert carried.weights == {"c": 4}
    assert carried.answers({"c": "yes"}) == {"yes": 4}


def test_circles_and_silence_cast_nothing():
    lent = {"a": "b", "b": "a", "c": "c", "d": "gone", "e": "d", "f": "a"}
    carried = carry(lent, {"z": "no"})
    assert carried.weights == {"z": 1}
    assert sorted(carried.uncast) == ["a", "b", "c", "d", "e", "f"]


def test_a_direct_vote_breaks_a_circle():
    carried = carry({"a": "b", "b": "a"}, {"a": "yes"})
    assert carried.weights == {"a": 2} and carried.uncast == ()


@given(
    lent=st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")),
    direct=st.dictionaries(st.sampled_from("abcdefgh"), answers),
)
def test_every_voice_is_cast_once_or_said_to_be_uncast(lent, direct):
    carried = carry(lent, direct)
    people = {*lent, *direct}
    assert sum(carried.weights.values()) + len(carried.uncast) == len(people)


def test_a_chain_of_a_hundred_thousand_is_walked_once():
    size = 100_000
    lent = {str(n): str(n + 1) for n in range(size)}
    assert carry(lent, {str(size): "yes"}).weights == {str(size): size + 1}
