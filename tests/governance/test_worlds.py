"""What shared fixtures lend is whole for each test, whatever the last one did to it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from governance.journal.models import Entry
from governance.membership.models import Membership, Person
from governance.voting.actions import seal_round
from tests.cast import welcome
from tests.round_builders import accepted_need, opened_round
from tests.worlds import shared, stack


@shared
def held(lac_tamarac, rose_aimee, melanie, at):
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


@pytest.mark.parametrize("time", ["first", "second"])
def test_rows_objects_and_keys_are_as_they_were_made(
    time, held, lac_tamarac, melanie, at
):
    key = Path(settings.ROUND_KEYS_DIR) / f"{held.key_id}.key"
    assert key.exists() and held.sealed_at is None
    assert melanie.last_name == "Gagnon" and lac_tamarac.voting_members == 640
    assert Entry.objects.count() == 10
    melanie.last_name, lac_tamarac.voting_members = "Tremblay", 1
    melanie.save()
    seal_round(held, at=held.closes_at)
    assert not key.exists()


@pytest.mark.parametrize("more", [(), ("gaetan",), ()])
def test_a_test_sees_nobody_it_did_not_ask_for(more, request, rose_aimee, melanie):
    asked = {rose_aimee, melanie, *(request.getfixturevalue(name) for name in more)}
    assert set(Person.objects.all()) == asked
    assert Membership.objects.count() == len(asked)


@shared
def members(melanie, rose_aimee):
    return [melanie, rose_aimee]


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_is_one_object_stays_one(time, members, melanie):
    assert members[0] is melanie
    members.clear()


def test_whoever_has_a_database_of_their_own_makes_everything(sqlite_file, rose_aimee):
    assert not stack.levels and not connection.in_atomic_block
    welcome("Une", "Autre")
    assert Person.objects.count() == 2


@pytest.fixture(scope="module")
def counted_on_bare_ground(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return Person.objects.count()


MADE = []


@pytest.mark.parametrize("time", ["first", "second"])
def test_people_are_made_once_and_lent(time, rose_aimee, melanie):
    MADE.append([level.savepoint for level in stack.levels])
    assert MADE[0] == MADE[-1] != []


def test_what_a_whole_file_waits_for_meets_no_lent_rows(
    counted_on_bare_ground, rose_aimee, melanie
):
    assert counted_on_bare_ground == 0
