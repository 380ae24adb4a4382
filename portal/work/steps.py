"""The steps of background work. Each reads rows that already say what is due, so it
is harmless to repeat and nothing is lost when one is skipped or killed.

What can fail by itself gets a job or a retry time of its own: a round that cannot be
sealed, a delivery GitHub refuses, an event that cannot be read hold nothing else up.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error as DatabaseError
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from cms import drafts
from governance.releases.actions import ask_members, tell_members
from governance.releases.models import Delivered
from governance.voting import ledger, reminding, wiping
from governance.voting.actions import (
    open_round,
    publish_commitments,
    remind_voters,
    seal_round,
)
from governance.voting.models import Reminder, Result, Round, Standstill
from integrations import outbox
from integrations.github import budget, inbound, reconcile
from integrations.mail import reminders
from portal.models import Job
from portal.site.votes.results import otherwise
from portal.work import standing
from portal.work.pages import pages_are_due

log = logging.getLogger(__name__)

Kind = Standstill.Kind
DEAD_REST = timedelta(hours=1)  # before a step that gave up is tried anew


@task(backend="durable", priority=20, dedupe_key="open round {0}")
def open_due_round(round_id: int) -> None:
    now = timezone.now()
    if due := Round.objects.due_to_open(now).filter(pk=round_id).first():
        standing.tried(due, Kind.OPENING, lambda: open_round(due, by=None, at=now), now)


@task(backend="durable", priority=20, dedupe_key="seal round {0}")
def seal_due_round(round_id: int) -> None:
    now = timezone.now()
    if due := Round.objects.due_to_seal(now).filter(pk=round_id).first():
        done = standing.tried(due, Kind.COUNTING, lambda: seal_round(due, at=now), now)
        if isinstance(done, Result):
            otherwise.found(due, done)
            wiping.wipe()


@task(backend="durable", dedupe_key="publish commitments {0}")
def publish_batch(round_id: int) -> int:
    """A batch of commitments on the public log of an open round."""
    return publish_commitments(Round.objects.get(pk=round_id), at=timezone.now())


@task(backend="durable", dedupe_key="remind voters {0} {1}")
def remind_of_round(round_id: int, days: int) -> bool:
    """Once for each round and number of days before it closes."""
    return remind_voters(Round.objects.get(pk=round_id), days=days, at=timezone.now())


@task(backend="durable", priority=-10, dedupe_key="forget reminder {0}")
def forget_reminded(reminder_id: int) -> bool:
    return reminders.forget(Reminder.objects.get(pk=reminder_id), timezone.now())


@task(backend="durable", priority=10, dedupe_key="collect outbox")
def collect_outbox() -> int:
    return outbox.collect(timezone.now())


@task(backend="durable", dedupe_key="deliver {0}")
def deliver(channel: str) -> int:
    return outbox.deliver_due(channel)


@task(backend="durable", dedupe_key="apply inbound")
def apply_inbound() -> int:
    return inbound.apply_due()


@task(backend="durable", dedupe_key="tell of delivery {0}")
def tell_of_delivery(delivered_id: int) -> None:
    """Nobody wrote what changes in time: members are told all the same."""
    now = timezone.now()
    if due := Delivered.objects.due_to_tell(now).filter(pk=delivered_id).first():
        tell_members(due, by=None, at=now)


@task(backend="durable", dedupe_key="ask about delivery {0}")
def ask_about_delivery(delivered_id: int) -> None:
    """The two questions, two weeks after."""
    now = timezone.now()
    if due := Delivered.objects.due_to_ask(now).filter(pk=delivered_id).first():
        ask_members(due, at=now)


@task(backend="durable", dedupe_key="prepare pages")
def prepare_pages() -> None:
    drafts.prepare_due_pages(timezone.now())


@task(backend="durable", priority=-10, dedupe_key="forget events")
def forget_events() -> int:
    now = timezone.now()
    return inbound.old(now).delete()[0] + budget.old(now).delete()[0]


def _anything_to_forget(at: datetime) -> bool:
    return inbound.old(at).exists() or budget.old(at).exists()


@task(backend="durable", priority=-10, dedupe_key="reconcile with GitHub")
def reconcile_github() -> int:
    return reconcile.poll(timezone.now())


@dataclass(frozen=True)
class Step:
    """A task, and the arguments with which it is due at a time (none: not due)."""

    task: Task
    due: Callable[[datetime], Iterable[tuple[int | str, ...]]]


def once(is_due: Callable[[datetime], bool]) -> Callable[[datetime], list[tuple[()]]]:
    """For a task without arguments: due once when ``is_due`` says so."""
    return lambda at: [()] if is_due(at) else []


STEPS = [
    Step(open_due_round, lambda at: Round.objects.due_to_open(at).values_list("pk")),
    Step(seal_due_round, lambda at: Round.objects.due_to_seal(at).values_list("pk")),
    Step(publish_batch, ledger.batches_due),
    Step(remind_of_round, reminding.due),
    Step(forget_reminded, reminding.over),
    Step(collect_outbox, once(outbox.anything_to_collect)),
    Step(deliver, outbox.due_channels),
    Step(apply_inbound, once(lambda at: inbound.due(at).exists())),
    Step(prepare_pages, once(pages_are_due)),
    Step(
        tell_of_delivery, lambda at: Delivered.objects.due_to_tell(at).values_list("pk")
    ),
    Step(
        ask_about_delivery,
        lambda at: Delivered.objects.due_to_ask(at).values_list("pk"),
    ),
    Step(forget_events, once(_anything_to_forget)),
    Step(reconcile_github, once(reconcile.is_due)),
]


def begin() -> None:
    """When a worker starts: what waited for a setting is tried with those of now."""
    try:
        outbox.release_misconfigured(timezone.now())
    except DatabaseError:
        log.exception("The database did not answer when the worker started.")


def enqueue_due() -> None:
    """Put in every step that has something to do. Reading costs little: an idle
    portal writes nothing but its sign of life."""
    now = timezone.now()
    for step in STEPS:
        try:
            for arguments in step.due(now):
                _enqueue(step.task, arguments, now)
        except Exception:
            log.exception("Could not see what is due for %s.", step.task.name)


def _enqueue(due: Task, arguments: tuple[int | str, ...], at: datetime) -> None:
    key = due.dedupe_key.format(*arguments)  # type: ignore[attr-defined]
    resting = Job.objects.filter(
        dedupe_key=key, status=Job.Status.DEAD, finished_at__gt=at - DEAD_REST
    )
    if not resting.exists():
        due.enqueue(*arguments)
