"""How fast we write: below what GitHub allows, so that people keep room of their own.

GitHub allows about 80 new contents a minute and 500 an hour, its pages included. We
take 25 and 350, counted in the database for all workers together, one second apart.
Each write is on record before it leaves: a worker that dies has still spent it.
"""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from integrations.fates import TryLater, WillNeverWork
from integrations.github.errors import Limited
from integrations.models import Gate, MirrorLink, Write

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CREATIONS = (("minute", MINUTE, 25), ("hour", HOUR, 350))
ON_ONE_ISSUE = 20  # writes an hour; more is a loop, not news. Each part has as many
LONGEST_QUEUE = 5.0  # seconds a worker stands in line for its turn
KEPT = timedelta(hours=2)


def spend(at: datetime, link: MirrorLink | None, *, creates: bool) -> None:
    """Take leave for one write, before it. ``Limited`` while there is none;
    ``WillNeverWork`` when one issue was written to too often."""
    with transaction.atomic(durable=True):
        gate = _locked()
        _check_pause(gate, at)
        spent = _spent(at, link)
        wait = _wait_for_budget(at, spent) if creates else None
        busy = spent["here"] >= ON_ONE_ISSUE and spent["here"] >= _most(link)
        if wait:
            gate.paused_until, gate.reason = at + wait, Gate.Reason.BUDGET
            gate.save(update_fields=["paused_until", "reason"])
        elif busy:
            _mark_busy(link, at)
        else:
            Write.objects.create(at=at, creates=creates, link=link)
            wait_turn = _turn(gate)
    if wait:
        raise Limited("Our budget of new contents is spent.", wait, for_all=True)
    if busy:
        raise WillNeverWork("This issue was changed too often in an hour: stopped.")
    time.sleep(wait_turn)


def check(at: datetime, *, reads: bool = False) -> None:
    """Raise ``Limited`` while everything waits: then nothing is even asked. Reading
    goes on while it is our own budget that is spent."""
    gate = paused(at)
    if gate and not (reads and gate.reason == Gate.Reason.BUDGET):
        _check_pause(gate, at)


def pause(at: datetime, least: timedelta | None) -> None:
    """GitHub asked us to wait: every worker does."""
    until = at + (least or MINUTE)
    with transaction.atomic():
        gate = _locked()
        if gate.paused_until is None or gate.paused_until < until:
            gate.paused_until, gate.reason = until, Gate.Reason.LIMIT
            gate.save(update_fields=["paused_until", "reason"])


def paused(at: datetime) -> Gate | None:
    """The gate while it is shut, with the reason and the end."""
    return Gate.objects.filter(pk=1, paused_until__gt=at).first()


def old(at: datetime) -> QuerySet[Write]:
    return Write.objects.filter(at__lt=at - KEPT)


def _locked() -> Gate:
    rows = Gate.objects.select_for_update()
    gate = rows.filter(pk=1).first()
    if gate is None:
        Gate.objects.get_or_create(pk=1)
        gate = rows.get(pk=1)
    return gate


def _check_pause(gate: Gate, at: datetime) -> None:
    if gate.paused_until and gate.paused_until > at:
        left = gate.paused_until - at
        raise Limited("GitHub's limit: everything waits.", left, for_all=True)


def _spent(at: datetime, link: MirrorLink | None) -> dict[str, int]:
    """What went out in the last minute and hour, and to this issue."""
    made = Q(creates=True)
    counts = {
        "minute": Count("pk", filter=made & Q(at__gt=at - MINUTE)),
        "hour": Count("pk", filter=made),
        "here": Count("pk", filter=Q(link=link.pk if link else 0)),
    }
    return Write.objects.filter(at__gt=at - HOUR).aggregate(**counts)


def _most(link: MirrorLink | None) -> int:
    """Writes an hour to the issue of a need and to those of its parts, together."""
    return ON_ONE_ISSUE * (1 + (link.pieces.count() if link else 0))


def _wait_for_budget(at: datetime, spent: dict[str, int]) -> timedelta | None:
    """Until the oldest write of a full span is out of it; ``None`` while there is
    room in both."""
    for name, span, most in reversed(CREATIONS):
        if spent[name] >= most:
            made = Write.objects.filter(creates=True, at__gt=at - span).order_by("-at")
            return made[most - 1].at + span - at
    return None


def _mark_busy(link: MirrorLink | None, at: datetime) -> None:
    if link:
        MirrorLink.objects.filter(pk=link.pk).update(
            trouble=MirrorLink.Trouble.BUSY, trouble_at=at
        )


def _turn(gate: Gate) -> float:
    """Seconds until our turn: writes of all workers stand one gap apart."""
    gap = settings.GITHUB["SECONDS_BETWEEN_WRITES"] or 0
    if not gap:
        return 0.0
    now = timezone.now()
    turn = max(now, gate.next_write_at or now)
    wait = (turn - now).total_seconds()
    if wait > LONGEST_QUEUE:
        raise TryLater("Other workers are writing.", timedelta(seconds=wait))
    gate.next_write_at = turn + timedelta(seconds=gap)
    gate.save(update_fields=["next_write_at"])
    return wait
