"""An outage puts off the closing: in public, for a time, and never silently."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from governance.journal.models import Entry
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.voting import queries
from governance.voting.actions import extend_round
from governance.voting.refusals import CountRefused
from tests.round_builders import sealed, vote

HOUR = timedelta(hours=1)
WHY = {"reason_fr": "Le portail était en panne.", "reason_en": "The portal was down."}


def test_a_vote_cast_in_the_added_time_counts_and_the_sheet_still_holds(
    yes_or_no, melanie, rose_aimee, at
):
    first = yes_or_no.closes_at
    extend_round(yes_or_no, by=melanie, at=first, until=first + 24 * HOUR, **WHY)
    vote(yes_or_no, rose_aimee, "yes", at=first + HOUR)
    yes_or_no.refresh_from_db()
    assert sealed(yes_or_no).ballots == 1
    yes_or_no.refresh_from_db()
    assert queries.check_seal(yes_or_no).holds
    lines = [json.loads(line.line) for line in yes_or_no.ledger_lines.all()]
    (told,) = [line for line in lines if line["entry"] == "extended"]
    assert told["reason"] == {"fr": WHY["reason_fr"], "en": WHY["reason_en"]}
    entry = Entry.objects.get(verb="round.extended")
    assert set(entry.facts) == {"until"}, "reasons are on the page, not in the journal"


def test_twice_and_72_hours_in_all_at_most(yes_or_no, melanie, at):
    first = yes_or_no.closes_at
    for hours in (24, 72):
        until = first + hours * HOUR
        extend_round(yes_or_no, by=melanie, at=first, until=until, **WHY)
    for until in (first + 73 * HOUR, first, first + 71 * HOUR):
        with pytest.raises(Refusal):
            extend_round(yes_or_no, by=melanie, at=first, until=until, **WHY)
    assert yes_or_no.extensions.count() == 2


def test_not_once_it_is_counted_nor_by_a_member_nor_without_reasons(
    yes_or_no, melanie, rose_aimee, at
):
    until = yes_or_no.closes_at + HOUR
    with pytest.raises(NotAllowed):
        extend_round(yes_or_no, by=rose_aimee, at=at, until=until, **WHY)
    with pytest.raises(Refusal):
        extend_round(
            yes_or_no, by=melanie, at=at, until=until, reason_fr="Panne.", reason_en=" "
        )
    sealed(yes_or_no)
    with pytest.raises(MoveNotAllowed):
        extend_round(yes_or_no, by=melanie, at=at, until=until, **WHY)
    assert not yes_or_no.extensions.exists()


def test_a_closing_moved_behind_the_scenes_is_not_counted(yes_or_no, melanie, at):
    first = yes_or_no.closes_at
    extend_round(yes_or_no, by=melanie, at=at, until=first + HOUR, **WHY)
    type(yes_or_no).objects.update(closes_at=first + 2 * HOUR)
    yes_or_no.refresh_from_db()
    with pytest.raises(CountRefused):
        sealed(yes_or_no)


def test_a_closing_is_put_off_once_whoever_asks(yes_or_no, melanie, at):
    first = yes_or_no.closes_at
    extension = extend_round(yes_or_no, by=melanie, at=at, until=first + HOUR, **WHY)
    extension.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        extension.save(force_insert=True)
