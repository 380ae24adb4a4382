"""Events from GitHub, applied by the worker. An event is a hint that something may
have changed; what is applied is what GitHub answers when asked again."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from integrations.fates import Fate, TryLater, WillNeverWork
from integrations.github import (
    budget,
    comments,
    evidence,
    folding,
    labels,
    releases,
    repositories,
)
from integrations.github.client import Client, connect
from integrations.github.errors import Limited, Missing
from integrations.github.refresh import refresh
from integrations.models import InboundEvent, MirrorLink, Repository
from integrations.pauses import pause_after

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=5)
BUDGET = timedelta(seconds=20)
KEPT = timedelta(days=30)
PROBLEM_MAX = 500  # characters

Payload = dict[str, Any]


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
    """Take one event for a while. A claim ends by itself when its worker dies."""
    for event in due(at).order_by("due_at", "pk")[:20]:
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
    repository = repositories.of_payload(event.payload)
    if not follow or not repository:
        return
    budget.check(at, reads=True)
    try:
        follow(connect(), repository, event.payload, at)
    except Limited as limit:
        budget.pause(at, limit.after)
        raise


def _issue(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    number = _part(payload, "issue").get("number")
    if isinstance(number, int):
        _refresh_all(client, _links(home).filter(number=number), at)


def _pull(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    """The needs a pull request speaks of, or spoke of before it was edited."""
    pull = _part(payload, "pull_request")
    named = evidence.closes(f"{pull.get('title') or ''}\n{pull.get('body') or ''}")
    links = _links(home).filter(number__in=named)
    if isinstance(pull.get("number"), int):
        links = links | _links(home).filter(pull_number=pull["number"])
    _refresh_all(client, links, at)


def _release(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    tag = _part(payload, "release").get("tag_name")
    if not isinstance(tag, str) or not tag:
        return
    repository_id = repositories.located(home, client)
    try:
        remote = client.release(repository_id, tag)
    except Missing:
        return  # unpublished or deleted since: what was recorded stays on record
    releases.apply(client, home, remote, at)


def _comment(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    told, number = _part(payload, "comment"), _part(payload, "issue").get("number")
    if isinstance(told.get("id"), int) and isinstance(number, int):
        comments.follow(client, home, told["id"], number, at)


def _labels(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    if home.labels.exists():
        labels.follow(client, home)


def _renamed(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    repositories.refresh(home, client)


def _links(home: Repository) -> QuerySet[MirrorLink]:
    return MirrorLink.objects.filter(repository=home).select_related("repository")


def _refresh_all(client: Client, links: Iterable[MirrorLink], at: datetime) -> None:
    for link in links:
        refresh(client, link, at)


def _part(payload: Payload, name: str) -> Payload:
    part = payload.get(name)
    return part if isinstance(part, dict) else {}


FOLLOWED: dict[str, Callable[[Client, Repository, Payload, datetime], None]] = {
    "issues": _issue,
    "pull_request": _pull,
    "release": _release,
    "repository": _renamed,
    "issue_comment": _comment,
    "label": _labels,
}
# Of the App itself, in no repository: what we may reach has changed.
APP_EVENTS = {"installation", "installation_repositories"}
