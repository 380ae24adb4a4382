"""A worker: it asks which steps are due, claims jobs one by one, runs and settles.

It may be killed at any point. A job that was running is found again when its lease
ends; a job that was done but not yet settled runs once more, and every step is
harmless to repeat.
"""

import logging
import os
import socket
import threading
import traceback
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.db.models import Max
from django.utils import timezone
from django_tasks.base import Task, TaskContext
from django_tasks.utils import normalize_json

from portal.models import Beat
from portal.work import backend, queue, standing
from portal.work.heartbeat import Heartbeat

log = logging.getLogger(__name__)

TICK = timedelta(seconds=2)
BEAT_EVERY = timedelta(seconds=10)
SWEEP_EVERY = timedelta(hours=1)
AWAY_AFTER = timedelta(minutes=5)
FORGET_BEATS_AFTER = timedelta(days=1)


class Worker:
    """Runs jobs until told to stop. ``tick`` is called before each look at the
    queue and puts in the steps that are due."""

    def __init__(
        self,
        *,
        tick: Callable[[], None],
        lease: timedelta = queue.LEASE,
        pause: timedelta = TICK,
    ) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:6]}"
        self.tick, self.lease, self.pause = tick, lease, pause
        self.stopping = threading.Event()
        self.beat_due = self.sweep_due = timezone.now()

    def stop(self) -> None:
        """Finish the job in hand, then leave the loop. Safe in a signal handler."""
        self.stopping.set()

    def run_forever(self) -> None:
        """Work until ``stop``; a database that is away is waited for."""
        while not self.stopping.is_set():
            try:
                self.run_pass()
            except DatabaseError:
                log.exception("The database did not answer; trying again.")
            finally:
                close_old_connections()
            self.stopping.wait(self.pause.total_seconds())

    def run_until_idle(self, passes: int = 50) -> int:
        """Work until nothing is due, at most ``passes`` times; the jobs run."""
        ran = 0
        for _ in range(passes):
            now = self.run_pass()
            ran += now
            if not now:
                break
        return ran

    def run_pass(self) -> int:
        """One look: sign of life, due steps, then every job that is due."""
        self._sign_of_life()
        self.tick()
        ran = 0
        while not self.stopping.is_set() and self.run_one():
            ran += 1
        return ran

    def run_one(self) -> bool:
        """Claim one job, run it, settle it; false when none was due."""
        claimed = queue.claim(timezone.now(), lease=self.lease)
        if claimed is None:
            return False
        with Heartbeat(claimed, self.lease):
            self._run(claimed)
        self._sign_of_life()
        return True

    def _run(self, claimed: queue.Claim) -> None:
        try:
            result = _call(claimed)
        except Exception:  # noqa: BLE001 - whatever a step raises is its own
            problem = traceback.format_exc()
            log.warning("Job %s failed:\n%s", claimed.job.task, problem)
            kept = queue.settle_failed(claimed, problem, timezone.now())
        else:
            kept = queue.settle_done(claimed, result, timezone.now())
        if not kept:
            log.warning("Job %s took longer than its lease.", claimed.job.task)

    def _sign_of_life(self) -> None:
        now = timezone.now()
        if now >= self.beat_due:
            see_outage(now)
            beat(self.name, now)
            self.beat_due = now + BEAT_EVERY
        if now >= self.sweep_due:
            queue.sweep(now)
            Beat.objects.filter(at__lt=now - FORGET_BEATS_AFTER).delete()
            self.sweep_due = now + SWEEP_EVERY


def see_outage(at: datetime) -> None:
    """Where nothing has beaten for a while, the portal was away: rounds that closed in
    the meantime are not counted at once. A portal that starts for the first time was
    not away."""
    last = Beat.objects.aggregate(last=Max("at"))["last"]
    if last is not None and at - last > AWAY_AFTER:
        standing.came_back(last, at)


def beat(worker: str, at: datetime) -> None:
    """Say that ``worker`` is alive; readiness looks at the newest beat."""
    Beat.objects.update_or_create(worker=worker, defaults={"at": at})


def _call(claimed: queue.Claim) -> object:
    job = claimed.job
    task: Task = backend.task_of(job)
    args = list(job.args)
    if task.takes_context:
        args.insert(0, TaskContext(task_result=backend.result_of(job, task)))
    return normalize_json(task.call(*args, **job.kwargs))
