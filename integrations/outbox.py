"""From the journal to the world: collect, claim, deliver, settle.

At least once, idempotent by the handlers. A row is claimed by a conditional update
that also moves ``due_at`` to the end of the claim, so a claim left by a worker that
died is found again by the query that finds due rows.
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from governance.journal.models import Entry
from integrations.channels import CHANNELS, Channel
from integrations.fates import Misconfigured, TryLater, WillNeverWork
from integrations.models import Delivery
from integrations.pauses import pause_after

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
BUDGET = timedelta(seconds=20)  # for one pass: rounds to seal do not wait
CANDIDATES = 5  # looked at, one by one, before giving way to the other workers
PROBLEM_MAX = 500  # characters

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Claimed:
    """A row in our hands. The token is the fence: settling needs it."""

    row: Delivery
    token: str


def uncollected(channel: Channel) -> QuerySet[Entry]:
    """Journal lines that a channel wants and has no delivery for yet."""
    sent = Delivery.objects.filter(entry=OuterRef("pk"), channel=channel.name)
    return Entry.objects.filter(~Exists(sent), verb__in=channel.verbs)


def anything_to_collect(at: datetime | None = None) -> bool:
    return any(uncollected(channel).exists() for channel in CHANNELS.values())


def collect(at: datetime) -> int:
    """Write a delivery for each journal line a channel wants; the number written.
    Two collectors at once write each only once (unique per line and channel)."""
    written = 0
    for channel in CHANNELS.values():
        lines = uncollected(channel).order_by("number").values_list("pk", flat=True)
        rows = [
            Delivery(entry_id=line, channel=channel.name, due_at=at) for line in lines
        ]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        written += len(rows)
    return written


def due(at: datetime, channel: str = "") -> QuerySet[Delivery]:
    waiting = Delivery.objects.filter(fate=Delivery.Fate.PENDING, due_at__lte=at)
    return waiting.filter(channel=channel) if channel else waiting


def stuck(channel: str) -> QuerySet[Delivery]:
    """What waits for a person: given up, or in need of a setting."""
    fates = [Delivery.Fate.NEVER, Delivery.Fate.MISCONFIGURED]
    return Delivery.objects.filter(channel=channel, fate__in=fates)


def stuck_needs(channel: str) -> tuple[int, set[int]]:
    """How many deliveries wait for a person, and the numbers of the needs of which
    the last thing to leave does; what a later line settled is not counted there."""
    fates = (Delivery.Fate.NEVER, Delivery.Fate.MISCONFIGURED)
    rows = list(stuck(channel).values_list("entry__facts__need", flat=True))
    named = {number for number in rows if isinstance(number, int)}
    known = Delivery.objects.filter(channel=channel, entry__facts__need__in=named)
    told = known.order_by("entry_id").values_list("entry__facts__need", "fate")
    last = dict(told) if named else {}
    return len(rows), {number for number, fate in last.items() if fate in fates}


def due_channels(at: datetime) -> list[tuple[str]]:
    """The channels that have something to deliver: each gets a job of its own, so
    that a slow GitHub keeps no mail waiting."""
    return list(due(at).values_list("channel").distinct())


def deliver_due(channel: str = "", clock: Clock = timezone.now) -> int:
    """Deliver what is due, each row by itself, for at most ``BUDGET``; the rest is
    due again at once. The number of rows that were done."""
    done, until = 0, monotonic() + BUDGET.total_seconds()
    while monotonic() < until:
        claimed = claim(clock(), channel)
        if claimed is None:
            break
        done += deliver(claimed, clock)
    return done


def claim(at: datetime, channel: str = "") -> Claimed | None:
    """Take one due row, or ``None``. Of two workers that saw it, one gets it; the
    other looks again."""
    waiting = due(at, channel).select_related("entry").order_by("due_at", "pk")
    for _ in range(CANDIDATES):
        row = waiting.first()
        if row is None:
            return None
        token = str(uuid.uuid4())
        mine = Delivery.objects.filter(
            pk=row.pk, fate=Delivery.Fate.PENDING, claim=row.claim, due_at=row.due_at
        ).update(claim=token, due_at=at + CLAIM, attempts=F("attempts") + 1)
        if mine:
            row.attempts += 1
            return Claimed(row, token)
    return None


def deliver(claimed: Claimed, clock: Clock) -> bool:
    """Hand one row to its channel and write down how it went."""
    row = claimed.row
    try:
        CHANNELS[row.channel].deliver(row.entry, clock())
    except TryLater as fate:
        _put_back(claimed, str(fate), clock(), fate.after)
        if fate.for_all:
            _rest(row.channel, clock(), fate.after)
    except WillNeverWork as fate:
        _settle(claimed, Delivery.Fate.NEVER, str(fate), clock())
    except Misconfigured as fate:
        _settle(claimed, Delivery.Fate.MISCONFIGURED, str(fate), clock())
    except Exception as error:
        log.exception("Delivery %s to %s failed.", row.pk, row.channel)
        _put_back(claimed, type(error).__name__, clock(), None)
    else:
        _settle(claimed, Delivery.Fate.DONE, "", clock())
        return True
    return False


def release_misconfigured(at: datetime) -> int:
    """Try again what waited for a setting: settings change with a restart."""
    waiting = Delivery.objects.filter(fate=Delivery.Fate.MISCONFIGURED)
    return waiting.update(fate=Delivery.Fate.PENDING, due_at=at, settled_at=None)


def _put_back(
    claimed: Claimed, problem: str, at: datetime, least: timedelta | None
) -> None:
    pause = pause_after(claimed.row.attempts, least)
    log.info("Delivery %s waits %s: %s", claimed.row.pk, pause, problem)
    _mine(claimed).update(claim="", due_at=at + pause, problem=problem[:PROBLEM_MAX])


def _rest(channel: str, at: datetime, least: timedelta | None) -> None:
    """The other side asked for a pause, or is away: the whole channel waits."""
    due(at, channel).update(due_at=at + pause_after(1, least))


def _settle(claimed: Claimed, fate: str, problem: str, at: datetime) -> None:
    if problem:
        log.warning("Delivery %s is “%s”: %s", claimed.row.pk, fate, problem)
    _mine(claimed).update(
        claim="", fate=fate, problem=problem[:PROBLEM_MAX], settled_at=at
    )


def _mine(claimed: Claimed) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=claimed.row.pk, claim=claimed.token)
