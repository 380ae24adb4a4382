"""People come, join, take seats and leave; each act leaves one line."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance.journal.models import Entry
from governance.membership import permissions as may
from governance.membership.actions import (
    admit_member,
    appoint,
    end_membership,
    end_seat,
    welcome_person,
)
from governance.membership.models import Membership, Person, Seat
from governance.membership.seats import ROLE_GRANTS, group_of
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from tests.cast import SINCE

ON = date(2026, 11, 2)


def verbs() -> list[str]:
    return list(Entry.objects.values_list("verb", flat=True))


def new_person(by=None, at=None, **more) -> Person:
    facts = {"email": "zoe@example.org", "first_name": "Zoé", "last_name": "Roy"}
    return welcome_person(**(facts | {"language": "fr", "by": by, "at": at} | more))


def test_a_person_comes_without_a_password(melanie, at):
    person = new_person(by=melanie, at=at, email="  Zoe@Example.ORG ")
    assert person.email == "zoe@example.org"
    assert not person.has_usable_password()
    assert verbs()[-1] == "person.welcomed"


def test_a_person_may_have_no_mailbox(db, at):
    assert {new_person(at=at, email=email).email for email in (None, "")} == {None}


def test_an_address_belongs_to_one_person(rose_aimee, at):
    with pytest.raises(Refusal):
        new_person(at=at, email=rose_aimee.email.upper())


def test_a_given_reference_is_kept(db, at):
    ref = uuid.UUID(int=7)
    assert new_person(at=at, ref=ref).ref == ref


@pytest.mark.parametrize("name", ["rose_aimee", "denis", "superuser", "stranger"])
def test_only_those_who_keep_a_register_add_people(name, lac_tamarac, request, at):
    person = request.getfixturevalue(name)
    with pytest.raises(NotAllowed):
        new_person(by=person, at=at)
    with pytest.raises(NotAllowed):
        admit_member(
            lac_tamarac, person=person, category="user", by=person, at=at, since=SINCE
        )


def test_a_member_is_admitted_by_the_secretary_of_that_co_op_only(
    gaetan, bertrand, stranger, lac_tamarac, at
):
    facts = {"person": stranger, "category": "user", "at": at, "since": ON}
    with pytest.raises(NotAllowed):
        admit_member(lac_tamarac, by=bertrand, **facts)
    membership = admit_member(lac_tamarac, by=gaetan, **facts)
    line = Entry.objects.about(membership).get()
    assert (line.verb, line.by) == ("member.admitted", str(gaetan.ref))
    assert line.facts == {
        "category": "user",
        "cooperative": "lac-tamarac",
        "person": str(stranger.ref),
        "voting_right": True,
    }
    with pytest.raises(MoveNotAllowed):
        admit_member(lac_tamarac, by=gaetan, **facts)


def test_an_auxiliary_member_never_gets_a_vote(stranger, lac_tamarac, at):
    facts = {"person": stranger, "category": "auxiliary", "at": at, "since": ON}
    with pytest.raises(Refusal):
        admit_member(lac_tamarac, by=None, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            person=stranger, cooperative=lac_tamarac, category="auxiliary", since=ON
        )


def test_a_membership_ends_once_and_can_begin_again(rose_aimee, lac_tamarac, at):
    membership = rose_aimee.memberships.get()
    with pytest.raises(Refusal):
        end_membership(membership, by=None, at=at, until=date(2020, 1, 1))
    end_membership(membership, by=None, at=at, until=ON)
    with pytest.raises(MoveNotAllowed):
        end_membership(membership, by=None, at=at, until=ON)
    admit_member(
        lac_tamarac, person=rose_aimee, category="user", by=None, at=at, since=ON
    )
    assert may.may_vote_in(rose_aimee, lac_tamarac, ON)
    assert verbs()[-2:] == ["member.left", "member.admitted"]


def test_a_seat_is_taken_and_left(gaetan, marc_andre, lac_tamarac, at):
    seat = appoint(marc_andre, role="coordinator", place=lac_tamarac, by=gaetan, at=at)
    assert may.can_coordinate(marc_andre, lac_tamarac)
    assert Entry.objects.about(seat).get().facts["role"] == "coordinator"
    with pytest.raises(MoveNotAllowed):
        appoint(marc_andre, role="coordinator", place=lac_tamarac, by=gaetan, at=at)
    end_seat(seat, by=gaetan, at=at)
    assert not may.can_coordinate(marc_andre, lac_tamarac)
    with pytest.raises(MoveNotAllowed):
        end_seat(seat, by=gaetan, at=at)
    assert verbs()[-2:] == ["seat.taken", "seat.left"]


def test_one_person_leaving_a_seat_leaves_the_other_person_in_it(
    melanie, marc_andre, lac_tamarac, at
):
    appoint(marc_andre, role="coordinator", place=lac_tamarac, by=None, at=at)
    end_seat(melanie.seats.get(), by=None, at=at)
    assert may.can_coordinate(marc_andre, lac_tamarac)
    assert not may.can_coordinate(melanie, lac_tamarac)


@pytest.mark.parametrize("name", ["melanie", "bertrand", "superuser", "rose_aimee"])
def test_others_appoint_nobody(name, marc_andre, lac_tamarac, request, at):
    person = request.getfixturevalue(name)
    with pytest.raises(NotAllowed):
        appoint(marc_andre, role="secretary", place=lac_tamarac, by=person, at=at)
    assert not marc_andre.seats.exists()


def test_a_seat_fits_its_place(marc_andre, lac_tamarac, les_affluents, at):
    for role, place in (
        ("federation_officer", lac_tamarac),
        ("director", les_affluents),
    ):
        with pytest.raises(Refusal):
            appoint(marc_andre, role=role, place=place, by=None, at=at)


def test_every_role_says_what_it_grants(lac_tamarac):
    assert set(ROLE_GRANTS) == set(Seat.Role.values)
    assert group_of(lac_tamarac, "director").permissions.count() == 0


def test_a_refused_act_leaves_no_line(rose_aimee, marc_andre, lac_tamarac, at):
    before = verbs()
    with pytest.raises(NotAllowed):
        appoint(marc_andre, role="secretary", place=lac_tamarac, by=rose_aimee, at=at)
    assert verbs() == before


def test_the_journal_holds_no_name_and_no_address(rose_aimee, gaetan, denis):
    for facts in Entry.objects.values_list("facts", flat=True):
        told = str(facts).lower()
        assert "@" not in told
        assert not any(p.last_name.lower() in told for p in Person.objects.all())
