"""A round of each rule, from the opening to the seal and its check."""

import pytest

from governance.refusals import Refusal
from governance.voting import queries
from governance.voting.rules import RULES as COUNTED
from governance.voting.rules import lot
from tests.every_rule import RULES, Hall, ballots, opened, voters
from tests.round_builders import sealed, vote
from tests.worlds import shared


@shared
def hall(les_affluents, denis, lac_tamarac, trois_ormes, rose_aimee, melanie, at):
    people = rose_aimee, melanie
    hall = Hall(les_affluents, denis, lac_tamarac, trois_ormes, *people, at)
    return hall.get_ready()


@pytest.mark.parametrize("rule", RULES)
def test_a_round_of_each_rule_is_cast_counted_and_checked(hall, rule):
    held, needs = opened(hall, rule)
    there = voters(hall.host)[:2] + voters(hall.guest)[:2]
    if rule != "delegates":
        there += voters(hall.host)[2:7]
    for person, choices in zip(there, ballots(rule, needs), strict=False):
        vote(held, person, choices, at=hall.at)
    assert held.sheet["rule"]["version"] == COUNTED[rule].VERSION
    assert set(held.sheet["rule"]["in_words"]) == {"fr", "en"}
    result = sealed(held)
    held.refresh_from_db()
    assert result.figures["rule"] == rule and result.ballots == len(there)
    check = queries.check_seal(held)
    assert check is not None and check.holds
    shown = dict(result.figures)
    type(result).objects.filter(pk=result.pk).update(figures=shown | {"ballots": 1})
    held.refresh_from_db()
    assert not queries.check_seal(held).holds, "a changed figure is seen"


def test_the_lot_of_a_sealed_round_can_be_drawn_again(hall):
    held, needs = opened(hall, "irv")
    a, b, _c = (need.number for need in needs)
    for person, first in zip(voters(hall.host)[:2], (a, b), strict=True):
        vote(held, person, {"ranking": [first]}, at=hall.at)
    figures = sealed(held).figures
    assert figures["winners"] == [a, b], "a tie is a result"
    drawn = lot.Lot(figures["lot"]["root"], str(held.pk))
    assert figures["elected"] == [drawn.order([a, b])[0]]


def test_only_a_recorded_round_keeps_who_answered_what(hall):
    named, _needs = opened(hall, "delegates")
    secret, _needs = opened(hall, "majority")
    delegate, member = voters(hall.host)[0], voters(hall.host)[3]
    vote(named, delegate, "no", at=hall.at)
    vote(secret, member, "no", at=hall.at)
    sealed(named)
    sealed(secret)
    kept = named.roll.get(person=delegate).recorded
    assert kept == {"answer": "no", "place": hall.host.slug}
    assert named.roll.filter(voted_on=None, recorded__isnull=True).count() == 3
    assert not secret.roll.filter(recorded__isnull=False).exists()
    assert not named.roll.exclude(ballot_link="").exists(), "the links are cut too"


def test_a_place_on_the_ballot_comes_from_the_roll(hall):
    held, _needs = opened(hall, "double-majority")
    guest = voters(hall.guest)[0]
    forged = {"answer": "yes", "place": hall.host.slug}
    vote(held, guest, forged, at=hall.at)
    assert held.ballots.get().choices["place"] == hall.guest.slug


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        ("delegates", {"secrecy": "secret"}),
        ("irv", {"max_choices": 6}),
        ("stv", {"seats": 3}),
        ("points", {"max_points": 0}),
        ("mes", {"budget_days": 3}),
        ("delegates", {"bands": [[10, 3], [5, 4]]}),
        ("majority", {"secrecy": "whispered"}),
    ],
)
def test_a_question_that_cannot_be_decided_is_refused(hall, rule, more):
    with pytest.raises(Refusal):
        opened(hall, rule, **more)


def test_a_small_co_op_has_no_total_of_its_own_in_a_secret_vote(hall):
    few = voters(hall.guest)[3:]
    type(few[0]).objects.filter(pk__in=[p.pk for p in few]).update(is_active=False)
    with pytest.raises(Refusal):
        opened(hall, "double-majority")
    held, _needs = opened(hall, "double-majority", secrecy="recorded")
    assert held.sheet["ballot"]["secrecy"] == "recorded"
