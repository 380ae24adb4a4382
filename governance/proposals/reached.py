"""Which needs came to each stop of the thread within a year.

Rounds, decisions and releases are asked over the relations that their rooms declare:
nothing of those rooms is imported here.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db.models import CharField, Count, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone

from governance.journal.models import Entry
from governance.proposals import lifecycle
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal

A_YEAR = timedelta(days=365)


def a_year_before(at: datetime) -> datetime:
    """The first moment of that day, in the portal's time zone: what is counted in the
    morning and listed in the evening is the same."""
    day = timezone.localdate(at) - A_YEAR
    return timezone.make_aware(
        datetime.combine(day, time.min), timezone.get_default_timezone()
    )


def proposed(since: datetime) -> Q:
    return Q(submitted_at__gte=since)


def put_to_the_vote(since: datetime) -> Q:
    return _among(
        options__round__opened_at__gte=since, options__round__voided_at__isnull=True
    )


def decided(since: datetime) -> Q:
    """By a board, with its reasons, whichever way."""
    return _among(decisions__met_on__gte=timezone.localdate(since))


def developed(since: datetime) -> Q:
    """Work on it began, or it was found to be built already."""
    return _told(since, "need.started", "need.built")


def delivered(since: datetime) -> Q:
    """In a release that still stands."""
    return Q(status__in=sorted(lifecycle.DELIVERED)) & _among(
        delivered__release__published_at__gte=since
    )


def confirmed(since: datetime) -> Q:
    """Members said that it meets the need, and nothing reopened it."""
    return Q(status=Status.CONFIRMED) & _told(since, "need.confirmed")


REACHED: dict[str, Callable[[datetime], Q]] = {
    "need": proposed,
    "vote": put_to_the_vote,
    "decision": decided,
    "code": developed,
    "release": delivered,
    "confirmation": confirmed,
}


def counts(since: datetime) -> dict[str, int]:
    """How many public needs came to each stop since then, in the order of the thread;
    one query."""
    return Proposal.objects.public().aggregate(
        **{
            stop: Count("pk", filter=condition(since))
            for stop, condition in REACHED.items()
        }
    )


def _among(**facts: object) -> Q:
    """Needs with such a related row, each once however many rows it has."""
    return Q(pk__in=Proposal.objects.filter(**facts).order_by().values("pk"))


def _told(since: datetime, *verbs: str) -> Q:
    return Q(
        Exists(
            Entry.objects.filter(
                subject_kind=Proposal._meta.label_lower,
                subject_id=Cast(OuterRef("pk"), CharField()),
                verb__in=verbs,
                at__gte=since,
            ).order_by()
        )
    )
