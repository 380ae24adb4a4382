"""Who is reminded of a round that is about to close: only those it still waits for."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from governance.membership.models import Person
from governance.voting.models import Reminder, RollLine, Round

DAYS_BEFORE = (1, 3)  # before the closing, the nearest first
AFTER_OPENING = timedelta(days=1)  # nobody is reminded of a round that just opened


def due(at: datetime) -> list[tuple[int, int]]:
    """Rounds (their ids) and days before the closing for which a reminder is to go out
    now. One that nobody sent in its time gives way to the next, nearer the closing."""
    soon = Round.objects.open(at).filter(closes_at__lte=at + _days(max(DAYS_BEFORE)))
    sent = set(
        Reminder.objects.filter(round__in=soon).values_list("round_id", "days_before")
    )
    rows = soon.values_list("pk", "opens_at", "closes_at")
    waiting = [(pk, _now_due(at, opens, closes)) for pk, opens, closes in rows]
    return [(pk, days) for pk, days in waiting if days and (pk, days) not in sent]


def is_due(round: Round, days: int, at: datetime) -> bool:
    """Whether this very reminder may still go out."""
    return round.is_open(at) and days == _now_due(at, round.opens_at, round.closes_at)


def over(at: datetime) -> list[tuple[int]]:
    """The reminders (their ids) of rounds that are over, not settled yet."""
    done = Q(round__sealed_at__isnull=False) | Q(round__voided_at__isnull=False)
    rows = Reminder.objects.filter(done, people=None)
    return list(rows.values_list("pk"))


def waited_for(round: Round) -> QuerySet[Person]:
    """Those on the roll who have neither voted nor taken a paper ballot."""
    lines = RollLine.objects.filter(round=round, voted_on=None, paper_on=None)
    return Person.objects.filter(pk__in=lines.values("person"), is_active=True)


def _now_due(at: datetime, opens: datetime, closes: datetime) -> int:
    """Days before the closing of the reminder whose time it is; 0 for none."""
    days = next((d for d in DAYS_BEFORE if at >= closes - _days(d)), 0)
    return days if opens + AFTER_OPENING <= closes - _days(days) else 0


def _days(number: int) -> timedelta:
    return timedelta(days=number)
