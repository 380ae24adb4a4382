"""Events from GitHub, applied by the worker. An event is a hint that something may
have changed; what is applied is what GitHub answers when asked again."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.db.models import F, QuerySet
from django.utils import timezone

from integrations.fates import Fate, TryLater, WillNeverWork
from integrations.github import budget, folding, repositories
from integrations.github.client import connect
from integrations.github.errors import Limited
from integrations.github.hints import FOLLOWED
from integrations.models import InboundEvent
from integrations.pauses import pause_after

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
BUDGET = timedelta(seconds=20)
CANDIDATES = 20  # looked at before giving way to the other workers
KEPT = timedelta(days=30)
PROBLEM_MAX = 500  # characters

# Of the App itself, in no repository: what we may reach has changed.
APP_EVENTS = {"installation", "installation_repositories"}


def due(at: datetime) -> QuerySet[InboundEvent]:
    return InboundEvent.objects.filter(handled_at=None, due_at__lte=at)


def old(at: datetime) -> QuerySet[InboundEvent]:
    """Handled long ago: GitHub redelivers for a few days, and they name developers."""
    return InboundEvent.objects.filter(handled_at__lt=at - KEPT)


def apply_due(clock: Callable[[], datetime] = timezone.now) -> int:
    """Apply events one by one, each by itself; the number handled."""
    handled, until = 0, monotonic() + BUDGET.total_seconds()
    while monotonic() < until:
        event = claim(clock())
        if event is None:
            break
        handled += _settled(event, clock)
    return handled


def claim(at: datetime) -> InboundEvent | None:
    """Take one event for a while. A claim ends by itself when its worker dies. One is
    read at a time: events are large, and mostly there is one worker."""
    waiting = due(at).order_by("due_at", "pk")
    for _ in range(CANDIDATES):
        event = waiting.first()
        if event is None:
            return None
        mine = InboundEvent.objects.filter(
            pk=event.pk, handled_at=None, due_at=event.due_at
        ).update(due_at=at + CLAIM, attempts=F("attempts") + 1)
        if mine:
            event.attempts += 1
            return event
    return None


def _settled(event: InboundEvent, clock: Callable[[], datetime]) -> bool:
    row = InboundEvent.objects.filter(pk=event.pk, handled_at=None)
    begun = clock()
    try:
        apply(event, begun)
    except WillNeverWork as fate:
        row.update(handled_at=clock(), problem=str(fate)[:PROBLEM_MAX])
        return True
    except Exception as error:
        problem = str(error) if isinstance(error, Fate) else type(error).__name__
        log.warning("Event %s waits: %s", event.pk, problem, exc_info=_trace(error))
        least = error.after if isinstance(error, TryLater) else None
        pause = pause_after(event.attempts, least)
        row.update(due_at=clock() + pause, problem=problem[:PROBLEM_MAX])
        return False
    row.update(handled_at=clock(), problem="")
    folding.same_hint(event, begun).update(handled_at=clock(), problem="")
    return True


def _trace(error: Exception) -> bool:
    return not isinstance(error, Fate)


def apply(event: InboundEvent, at: datetime) -> None:
    """Follow one hint. Events of other kinds or other repositories mean nothing."""
    if event.event in APP_EVENTS:
        repositories.refresh_all(connect())
        return
    follow = FOLLOWED.get(event.event)
    repository = repositories.of_payload(event.payload) if follow else None
    if not follow or not repository:
        return
    budget.check(at, reads=True)
    try:
        follow(connect(), repository, event.payload, at)
    except Limited as limit:
        budget.pause(at, limit.after)
        raise
