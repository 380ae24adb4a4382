"""The queue's rows, on both databases."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from portal.models import Job
from portal.work import queue
from portal.work.worker import Worker
from tests.work import tasks

pytestmark = pytest.mark.usefixtures("each_database")


def worker(**more) -> Worker:
    return Worker(tick=lambda: None, **more)


def later(**delta):
    return timezone.now() + timedelta(**delta)


def test_a_job_runs_and_tells_its_result(tmp_path):
    result = tasks.leave_mark.enqueue(str(tmp_path), "done")
    assert result.status == TaskResultStatus.READY
    assert worker().run_until_idle() == 1
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert result.return_value == "done"
    assert tasks.marks(tmp_path, "done") == 1


def test_a_job_exists_only_if_the_act_that_asked_for_it_does(tmp_path):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tasks.leave_mark.enqueue(str(tmp_path), "never")
        raise ZeroDivisionError
    assert worker().run_until_idle() == 0


def test_a_failed_job_waits_and_is_tried_again(tmp_path):
    tasks.fail_first.enqueue(str(tmp_path), "twice")
    worker().run_until_idle()
    job = Job.objects.get()
    assert (job.status, job.lease) == ("ready", "")
    assert job.due_at > timezone.now()
    assert "the first time never works" in job.problem
    Job.objects.update(due_at=timezone.now())
    worker().run_until_idle()
    job.refresh_from_db()
    assert (job.status, job.problem, job.attempts) == ("done", "", 2)


def test_pauses_grow_and_stay_within_an_hour_and_a_quarter():
    pauses = [queue.pause_after(tries) for tries in range(1, 20)]
    assert timedelta(seconds=1.5) <= pauses[0] <= timedelta(seconds=2.5)
    assert pauses[7] > pauses[0]
    assert max(pauses) <= timedelta(minutes=75)


def test_a_job_that_always_fails_dies_and_may_be_revived():
    tasks.fail_always.enqueue()
    for _ in range(queue.MAX_ATTEMPTS):
        Job.objects.update(due_at=timezone.now())
        worker().run_pass()
    job = Job.objects.get()
    assert job.status == Job.Status.DEAD
    assert worker().run_until_idle() == 0
    assert queue.revive([job], timezone.now()) == 1
    assert worker().run_until_idle() == 1


def test_a_job_whose_worker_dies_each_time_dies_too(tmp_path):
    tasks.leave_mark.enqueue(str(tmp_path), "poison")
    for _ in range(queue.MAX_ATTEMPTS):
        assert queue.claim(timezone.now(), lease=timedelta(seconds=-1))
    assert queue.claim(timezone.now()) is None
    assert Job.objects.get().status == Job.Status.DEAD


def test_one_job_a_key_waits_or_runs(tmp_path):
    first, second = tasks.only_one.enqueue("a"), tasks.only_one.enqueue("a")
    assert first.id == second.id
    tasks.only_one.enqueue("b")
    assert Job.objects.count() == 2
    claimed = queue.claim(timezone.now())
    tasks.only_one.enqueue(claimed.job.args[0])
    assert Job.objects.count() == 2
    queue.settle_done(claimed, None, timezone.now())
    tasks.only_one.enqueue(claimed.job.args[0])
    assert Job.objects.count() == 3


def test_an_abandoned_job_is_found_again_and_the_late_worker_settles_nothing(tmp_path):
    tasks.leave_mark.enqueue(str(tmp_path), "once")
    lost = queue.claim(timezone.now(), lease=timedelta(seconds=-1))
    assert lost
    found = queue.claim(timezone.now())
    assert found and found.job.pk == lost.job.pk
    assert not queue.extend(lost, later(minutes=1))
    assert not queue.settle_done(lost, None, timezone.now())
    assert not queue.settle_failed(lost, "late", timezone.now())
    assert queue.settle_done(found, None, timezone.now())


def test_a_held_job_is_not_given_out(tmp_path):
    tasks.leave_mark.enqueue(str(tmp_path), "one")
    assert queue.claim(timezone.now())
    assert queue.claim(timezone.now()) is None


def test_many_hands_take_each_job_once(tmp_path):
    for number in range(40):
        tasks.leave_mark.enqueue(str(tmp_path), str(number))
    problems = []

    def run() -> None:
        try:
            worker().run_until_idle()
        except Exception as error:
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert [tasks.marks(tmp_path, str(n)) for n in range(40)] == [1] * 40


def test_priority_then_time(tmp_path):
    tasks.leave_mark.enqueue(str(tmp_path), "plain")
    tasks.leave_mark.using(priority=5).enqueue(str(tmp_path), "urgent")
    tasks.leave_mark.using(priority=9, run_after=later(hours=1)).enqueue("", "")
    assert queue.claim(timezone.now()).job.args[1] == "urgent"
    assert queue.claim(timezone.now()).job.args[1] == "plain"
    assert queue.claim(timezone.now()) is None


def test_a_task_that_the_code_no_longer_has_does_not_stop_the_others(tmp_path):
    now = timezone.now()
    queue.put({"task": "tests.work.tasks.gone", "due_at": now, "enqueued_at": now})
    tasks.leave_mark.enqueue(str(tmp_path), "alive")
    worker().run_until_idle()
    assert tasks.marks(tmp_path, "alive") == 1
    assert "gone" in Job.objects.get(task="tests.work.tasks.gone").problem


def test_a_task_may_ask_for_its_attempt():
    result = tasks.which_attempt.enqueue()
    worker().run_until_idle()
    result.refresh()
    assert result.return_value == 1


def test_an_unknown_result_is_said_to_be_unknown():
    for wrong in ("999999", "x"):
        with pytest.raises(TaskResultDoesNotExist):
            tasks.leave_mark.get_result(wrong)


def test_old_done_jobs_are_swept_and_dead_ones_kept(tmp_path):
    tasks.leave_mark.enqueue(str(tmp_path), "old")
    tasks.fail_always.enqueue()
    old = timezone.now() - 2 * queue.KEEP_DONE
    Job.objects.filter(args=[]).update(status="dead", finished_at=old)
    Job.objects.exclude(args=[]).update(status="done", finished_at=old)
    queue.sweep(timezone.now())
    assert [job.status for job in Job.objects.all()] == ["dead"]
