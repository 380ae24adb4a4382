"""Many hands at once, on both databases: one member, one live ballot."""

from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from governance.journal.models import Entry
from governance.voting.actions import Receipt
from governance.voting.models import Ballot, RollLine
from tests.round_builders import (
    accepted_need,
    at_once,
    crowd,
    opened_round,
    sealed,
    vote,
)

PARALLEL = 50


@pytest.fixture
def members(lac_tamarac):
    return crowd(lac_tamarac, 8)


@pytest.fixture
def open_now(
    each_database, lac_tamarac, members, rose_aimee, melanie, at, settings, tmp_path
):
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    return opened_round(lac_tamarac, need, by=melanie, at=at)


def test_fifty_casts_of_one_form_leave_one_ballot_and_one_receipt(
    open_now, rose_aimee, at
):
    cast = partial(vote, open_now, rose_aimee, "yes", at=at, form_key="the form")
    receipts = at_once([cast] * PARALLEL)
    ballot = Ballot.objects.get().as_cast()
    kept = Receipt(open_now, ballot.tracker, False, ballot.commitment, ballot.nonce)
    assert set(receipts) == {kept}
    assert Entry.objects.filter(verb="ballot.cast").count() == 1
    assert sealed(open_now).ballots == 1


def test_fifty_casts_of_fifty_forms_leave_one_ballot(open_now, rose_aimee, at):
    """Two devices, or fifty: each gets a receipt of its own, the last one counts."""
    calls = [
        partial(vote, open_now, rose_aimee, "yes", at=at, form_key=f"device {n}")
        for n in range(PARALLEL)
    ]
    receipts = at_once(calls)
    assert len({r.tracker for r in receipts}) == PARALLEL
    assert [r.changed for r in receipts].count(False) == 1
    assert Ballot.objects.get().tracker in {r.tracker for r in receipts}
    assert open_now.roll.voted().count() == 1
    assert sealed(open_now).ballots == 1


def test_a_storm_of_changes_keeps_the_last_one_acknowledged(open_now, members, at):
    """Each of four members changes their mind six times on five devices at once."""
    sessions, changes = 5, 6

    def device(person, session):
        return [
            vote(open_now, person, "no", at=at, form_key=f"{person.pk}-{session}-{n}")
            for n in range(changes)
        ]

    people = members[:4]
    calls = [partial(device, p, s) for p in people for s in range(sessions)]
    told = at_once(calls)
    for person in people:
        theirs = [told[i] for i, c in enumerate(calls) if c.args[0] is person]
        trackers = [r.tracker for receipts in theirs for r in receipts]
        assert len(set(trackers)) == sessions * changes
        kept = Ballot.objects.filter(tracker__in=trackers).get().tracker
        # A device never sees an earlier ballot of its own win over a later one.
        assert kept in {receipts[-1].tracker for receipts in theirs}
    assert Ballot.objects.count() == len(people)
    casts = Entry.objects.filter(verb="ballot.cast").count()
    assert casts == len(people) * sessions * changes


def naive_cast(round, person, at):
    """What one writes first: look, then insert. In a transaction, of course."""
    with transaction.atomic():
        line = RollLine.objects.get(round=round, person=person)
        if line.voted_on is not None:
            return
        tracker = f"{line.number}-{id(object())}-{Ballot.objects.count()}"
        Ballot.objects.create(round=round, tracker=tracker, choices={"answer": "yes"})
        line.voted_on = timezone.localdate(at)
        line.save(update_fields=["voted_on"])


def test_negative_control_the_naive_code_lets_people_vote_twice(
    postgresql, lac_tamarac, members, rose_aimee, melanie, at, settings, tmp_path
):
    """The same hammer on naive code finds doubles: the tests above can fail."""
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    round = opened_round(lac_tamarac, need, by=melanie, at=at)
    for person in members:
        at_once([partial(naive_cast, round, person, at)] * 12)
    assert Ballot.objects.count() > len(members)
    assert round.roll.voted().count() == len(members)
