"""When a reminder goes out: three days and one day before the closing, each once."""

from datetime import datetime, timedelta

import pytest

from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.voting import reminding
from governance.voting.actions import extend_round, remind_voters
from governance.voting.models import Reminder, RollLine, Round
from tests.builders import accepted_need
from tests.round_builders import opened_round, vote
from tests.worlds import shared

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@shared
def week(
    lac_tamarac: Cooperative,
    melanie: Person,
    rose_aimee: Person,
    marc_andre: Person,
    at: datetime,
) -> Round:
    """A round that opens now, for seven days."""
    return opened_round(lac_tamarac, accepted_need(lac_tamarac), by=melanie, at=at)


@pytest.mark.parametrize(
    ("before", "days"),
    [
        (3 * DAY + HOUR, 0),
        (3 * DAY, 3),
        (DAY + HOUR, 3),
        (DAY, 1),
        (HOUR, 1),
        (-HOUR, 0),
    ],
)
def test_the_nearest_reminder_is_due(week: Round, before: timedelta, days: int) -> None:
    due = reminding.due(week.closes_at - before)
    assert due == ([(week.pk, days)] if days else [])


def test_nobody_is_reminded_of_a_round_that_just_opened(
    lac_tamarac: Cooperative, melanie: Person, rose_aimee: Person, at: datetime
) -> None:
    short = opened_round(
        lac_tamarac,
        accepted_need(lac_tamarac),
        by=melanie,
        at=at,
        closes_at=at + 3 * DAY,
    )
    assert reminding.due(at + HOUR) == []
    assert reminding.due(short.closes_at - DAY) == [(short.pk, 1)]


def test_a_reminder_leaves_once_and_names_nobody(week: Round) -> None:
    late = week.closes_at - DAY
    assert remind_voters(week, days=1, at=late)
    assert not remind_voters(week, days=1, at=late + HOUR)
    assert reminding.due(late + HOUR) == []
    entry = Entry.objects.get(verb="round.reminded")
    assert (entry.by, entry.facts) == ("", {"days_before": 1})


@pytest.mark.parametrize("before", [-HOUR, 2 * DAY])
def test_what_is_not_due_does_not_leave(week: Round, before: timedelta) -> None:
    assert not remind_voters(week, days=1, at=week.closes_at - before)
    assert not Reminder.objects.exists()


def test_a_closing_put_off_brings_no_second_reminder(
    week: Round, melanie: Person
) -> None:
    first = week.closes_at - DAY
    remind_voters(week, days=1, at=first)
    extend_round(
        week,
        by=melanie,
        at=first,
        until=week.closes_at + HOUR,
        reason_fr="Une panne du réseau a empêché de voter.",
        reason_en="A network outage kept people from voting.",
    )
    week.refresh_from_db()
    assert reminding.due(week.closes_at - HOUR) == []


def test_only_those_it_still_waits_for(
    week: Round, rose_aimee: Person, marc_andre: Person, at: datetime
) -> None:
    before = set(reminding.waited_for(week))
    vote(week, rose_aimee, "yes", at=at)
    RollLine.objects.filter(person=marc_andre).update(paper_on=at.date())
    assert before - set(reminding.waited_for(week)) == {rose_aimee, marc_andre}
