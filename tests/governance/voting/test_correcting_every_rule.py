"""A vote of each rule whose roll was corrected, to the check that anyone makes."""

import pytest

from governance.membership.actions import appoint
from governance.membership.models import Seat
from governance.voting import correcting, queries
from governance.voting.actions import (
    confirm_correction,
    propose_adding,
    propose_striking,
)
from governance.voting.bundle import verify, writing
from tests.cast import admit, welcome
from tests.every_rule import RULES, Hall, ballots, opened, voters
from tests.round_builders import sealed, vote
from tests.worlds import shared

WHY = {"reason_fr": "Erreur au registre.", "reason_en": "A fault of the register."}


@shared
def hall(les_affluents, denis, lac_tamarac, trois_ormes, rose_aimee, melanie, at):
    people = rose_aimee, melanie
    hall = Hall(les_affluents, denis, lac_tamarac, trois_ormes, *people, at)
    return hall.get_ready()


def strike(round, person, *, by, other, at):
    number = round.roll.get(person=person).number
    waits = propose_striking(round, by=by, at=at, number=number, **WHY)
    confirm_correction(waits, by=other, at=at)


def newcomer(hall, rule):
    """Somebody whose right to vote was written down after the opening."""
    person = admit(welcome("Florence", "Dubé"), hall.host)
    if rule == "delegates":
        role = Seat.Role.DELEGATE
        appoint(person, role=role, place=hall.host, by=None, at=hall.at)
    return person


@pytest.mark.parametrize("rule", RULES)
def test_a_corrected_roll_is_counted_and_verifies(rule, hall, gaetan, solange):
    few = [voters(place) for place in (hall.host, hall.guest)]
    round, needs = opened(hall, rule)
    size, at = round.sheet["roll_size"], hall.at
    said = ballots(rule, needs)
    vote(round, few[0][0], said[0], at=at)
    waits = propose_adding(
        round, by=gaetan, at=at, person=(new := newcomer(hall, rule)), **WHY
    )
    confirm_correction(waits, by=hall.coordinator, at=at)
    strike(round, few[1][1], by=solange, other=hall.officer, at=at)
    strike(round, few[0][1], by=hall.officer, other=gaetan, at=at)
    vote(round, new, said[1], at=at)
    result = sealed(round)
    round.refresh_from_db()
    assert (result.roll_size, result.ballots) == (size - 1, 2)
    assert queries.check_seal(round).holds
    round.roll_now["size"] += 1
    assert not queries.check_seal(round).holds
    round.refresh_from_db()
    assert verify.check(writing.files(round))["roll"] == size - 1


def test_a_co_op_whose_last_delegate_is_struck_counts_no_more(hall, bertrand):
    assert voters(hall.guest)
    assert voters(hall.host)
    round, _needs = opened(hall, "delegates")
    for person in voters(hall.guest)[:2]:
        strike(round, person, by=hall.officer, other=bertrand, at=hall.at)
    round.refresh_from_db()
    assert [place[0] for place in round.sheet["rule"]["places"]] == ["lac-tamarac"]
    sealed_places = [place[0] for place in round.rule_sheet["rule"]["places"]]
    assert sealed_places == ["lac-tamarac", "trois-ormes"]
    vote(round, voters(hall.host)[0], {"answer": "yes"}, at=hall.at)
    assert sealed(round).figures["places_total"] == 1
    round.refresh_from_db()
    verify.check(writing.files(round))


def test_a_co_op_without_votes_on_the_sheet_gets_no_delegate(hall):
    voters(hall.host)
    round, _needs = opened(hall, "delegates", cooperatives=[hall.host, hall.guest])
    sheet = round.rule_sheet
    sheet["rule"]["places"] = [
        p for p in sheet["rule"]["places"] if p[0] != "lac-tamarac"
    ]
    round.rule_sheet = sheet
    person = newcomer(hall, "delegates")
    with pytest.raises(correcting.NotCorrected):
        correcting.refuse_unless_addable(round, person)
