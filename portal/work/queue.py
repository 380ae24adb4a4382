"""The rows of the queue: put, claim, extend, settle, revive.

A claimed job stays ``ready`` and its ``due_at`` becomes the end of the lease, so one
predicate finds due work and abandoned work alike. Whoever settles must still hold the
lease it was given (fencing): a worker that was away too long changes nothing.
"""

import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from portal.models import Job

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 8
LONGEST_PAUSE = timedelta(hours=1)
PROBLEM_MAX = 4000  # characters kept of an error
KEEP_DONE = timedelta(days=2)


@dataclass(frozen=True)
class Claim:
    """A job in a worker's hands, under the lease that lets it settle."""

    job: Job
    lease: str


def put(fields: dict[str, Any]) -> Job:
    """Add a job inside the caller's transaction. While a job with the same
    ``dedupe_key`` waits or runs, that one is returned and nothing is added."""
    job = Job(**fields)
    if not job.dedupe_key:
        job.save()
        return job
    waiting = Job.objects.filter(dedupe_key=job.dedupe_key, status=Job.Status.READY)
    if not waiting.exists():
        Job.objects.bulk_create([job], ignore_conflicts=True)
    return waiting.first() or put(fields)


def claim(at: datetime, *, lease: timedelta = LEASE) -> Claim | None:
    """Take the next due job, or one whose worker vanished; ``None`` if none is due.

    PostgreSQL skips rows that another worker holds; SQLite begins immediate
    transactions, so two workers cannot read the same row here. Looking first, outside
    one, leaves SQLite's single write lock to those who vote.
    """
    if not Job.objects.filter(status=Job.Status.READY, due_at__lte=at).exists():
        return None
    with transaction.atomic():
        due = Job.objects.select_for_update(skip_locked=True).filter(
            status=Job.Status.READY, due_at__lte=at
        )
        job = due.order_by("-priority", "due_at", "pk").first()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            _bury(job, at)
            return claim(at, lease=lease)
        token = str(uuid.uuid4())
        job.lease, job.due_at, job.attempts = token, at + lease, job.attempts + 1
        job.save(update_fields=["lease", "due_at", "attempts"])
        return Claim(job, token)


def extend(claimed: Claim, until: datetime) -> bool:
    """Hold a job longer; false when another worker has it by now."""
    return bool(_mine(claimed).update(due_at=until))


def settle_done(claimed: Claim, result: Any, at: datetime) -> bool:
    """Mark a job done; false when the lease was lost to another worker."""
    done = _mine(claimed).update(
        status=Job.Status.DONE, lease="", finished_at=at, result=result, problem=""
    )
    return bool(done)


def settle_failed(claimed: Claim, problem: str, at: datetime) -> bool:
    """Put a failed job back with a longer pause each time; after
    ``MAX_ATTEMPTS`` it is dead and waits for a person."""
    tries = claimed.job.attempts
    if tries >= MAX_ATTEMPTS:
        fields: dict[str, Any] = {"status": Job.Status.DEAD, "finished_at": at}
    else:
        fields = {"due_at": at + pause_after(tries)}
    return bool(
        _mine(claimed).update(lease="", problem=problem[-PROBLEM_MAX:], **fields)
    )


def revive(jobs: Iterable[Job], at: datetime) -> int:
    """A person asks for dead jobs to be tried again; the number put back."""
    keys = [job.pk for job in jobs]
    dead = Job.objects.filter(pk__in=keys, status=Job.Status.DEAD)
    return dead.update(
        status=Job.Status.READY, attempts=0, due_at=at, lease="", finished_at=None
    )


def sweep(at: datetime) -> int:
    """Forget jobs that were done long ago; dead ones stay for a person to see."""
    old = Job.objects.filter(status=Job.Status.DONE, finished_at__lt=at - KEEP_DONE)
    return old.delete()[0]


def pause_after(tries: int) -> timedelta:
    """Two seconds doubled each time, at most an hour, and up to a quarter more or
    less, so that jobs that failed together do not come back together."""
    pause = min(2.0**tries, LONGEST_PAUSE.total_seconds())
    return timedelta(seconds=pause * random.uniform(0.75, 1.25))  # noqa: S311


def _mine(claimed: Claim) -> QuerySet[Job]:
    return Job.objects.filter(
        pk=claimed.job.pk, status=Job.Status.READY, lease=claimed.lease
    )


def _bury(job: Job, at: datetime) -> None:
    """A job whose worker died every time never gets to fail by itself."""
    job.status, job.lease, job.finished_at = Job.Status.DEAD, "", at
    job.problem = job.problem or "The worker stopped each time this job ran."
    job.save(update_fields=["status", "lease", "finished_at", "problem"])
