"""The durable backend of the Tasks API: jobs are rows of the portal's database.

A job is written in the caller's transaction: it exists if and only if the act that
asked for it was committed.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from portal.models import Job
from portal.work import queue


@dataclass(frozen=True, slots=True, kw_only=True)
class DurableTask(Task):
    """A task of which at most one job waits or runs for the same ``dedupe_key``.
    The key may name arguments: ``"seal round {0}"``."""

    dedupe_key: str = ""


class DurableBackend(BaseTaskBackend):
    """``TASKS`` backend over ``portal.models.Job``; see ``portal.work.worker``."""

    task_class = DurableTask
    supports_defer = True
    supports_priority = True
    supports_get_result = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        self.validate_task(task)
        job = queue.put(_fields(task, args, kwargs))
        result = result_of(job, task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult:
        job = Job.objects.filter(pk=result_id).first() if result_id.isdigit() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(job, task_of(job))


def task_of(job: Job) -> Task:
    """The task a job names; ``ImportError`` when the code no longer has it."""
    found = import_string(job.task)
    if not isinstance(found, Task):
        raise ImportError(f"{job.task} is not a task.")  # noqa: TRY004 - as when gone
    return found


def result_of(job: Job, task: Task) -> TaskResult:
    """The Tasks API's view of a row. The text of an error stays on the row."""
    result: TaskResult = TaskResult(
        task=task,
        id=str(job.pk),
        status=_status(job),
        enqueued_at=job.enqueued_at,
        started_at=None,
        last_attempted_at=None,
        finished_at=job.finished_at,
        args=job.args,
        kwargs=job.kwargs,
        backend=task.backend,
        errors=[],
        worker_ids=[job.lease] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result


def _status(job: Job) -> TaskResultStatus:
    settled = {
        Job.Status.DONE: TaskResultStatus.SUCCESSFUL,
        Job.Status.DEAD: TaskResultStatus.FAILED,
    }
    waiting = TaskResultStatus.RUNNING if job.lease else TaskResultStatus.READY
    return settled.get(Job.Status(job.status), waiting)


def _fields(task: Task, args: Any, kwargs: Any) -> dict[str, Any]:
    now = timezone.now()
    return {
        "task": task.module_path,
        "args": normalize_json(args),
        "kwargs": normalize_json(kwargs),
        "priority": task.priority,
        "queue": task.queue_name,
        "due_at": task.run_after or now,
        "enqueued_at": now,
        "dedupe_key": getattr(task, "dedupe_key", "").format(*args, **kwargs),
    }
