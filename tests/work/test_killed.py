"""A worker killed with -9 loses nothing, on both databases."""

from portal.models import Beat, Job
from portal.work import queue
from tests.work import tasks
from tests.work.processes import start_worker, wait_until


def done() -> int:
    return Job.objects.filter(status=Job.Status.DONE).count()


def test_a_killed_workers_job_is_finished_by_the_next(each_database, tmp_path):
    tasks.take_long.enqueue(str(tmp_path), "long", 30)
    first = start_worker(each_database.url, lease=1)
    wait_until(lambda: tasks.marks(tmp_path, "long.started") == 1, why="it never began")
    first.kill()
    first.wait()
    job = Job.objects.get()
    assert (job.status, bool(job.lease)) == ("ready", True)
    Job.objects.update(args=[str(tmp_path), "long", 0])
    second = start_worker(each_database.url)
    try:
        wait_until(lambda: done() == 1, why="nobody took the abandoned job")
    finally:
        second.terminate()
        second.wait()
    assert tasks.marks(tmp_path, "long") == 1
    assert tasks.marks(tmp_path, "long.started") == 2


def test_workers_killed_again_and_again_finish_everything(each_database, tmp_path):
    for number in range(30):
        tasks.take_long.enqueue(str(tmp_path), str(number), 0.02)
    for strike in range(3):
        seen = done()
        process = start_worker(each_database.url, lease=0.5)
        wait_until(lambda seen=seen: done() > seen + 2, why=f"strike {strike}")
        process.kill()
        process.wait()
    last = start_worker(each_database.url, lease=0.5)
    try:
        wait_until(lambda: done() == 30, why="jobs were lost")
    finally:
        last.kill()
        last.wait()
    assert all(tasks.marks(tmp_path, str(number)) >= 1 for number in range(30))


def test_a_long_job_keeps_its_lease_by_heartbeat(each_database, tmp_path):
    tasks.take_long.enqueue(str(tmp_path), "long", 2)
    hands = [start_worker(each_database.url, lease=0.6) for _ in range(2)]
    try:
        wait_until(lambda: done() == 1, why="it never finished")
    finally:
        for hand in hands:
            hand.kill()
            hand.wait()
    assert tasks.marks(tmp_path, "long.started") == 1
    assert Job.objects.get().attempts == 1
    assert Beat.objects.count() == 2


def test_a_worker_asked_to_stop_finishes_the_job_in_hand(each_database, tmp_path):
    tasks.take_long.enqueue(str(tmp_path), "long", 1)
    tasks.leave_mark.enqueue(str(tmp_path), "next")
    process = start_stoppable(each_database.url)
    wait_until(lambda: tasks.marks(tmp_path, "long.started") == 1)
    process.terminate()
    assert process.wait(20) == 0
    assert tasks.marks(tmp_path, "long") == 1
    assert tasks.marks(tmp_path, "next") == 0
    assert queue.revive(Job.objects.all(), Job.objects.get(args__1="next").due_at) == 0


def start_stoppable(url: str):
    """The real command, signals and all."""
    import os
    import subprocess
    import sys

    from tests.work.processes import ROOT

    return subprocess.Popen(
        [sys.executable, "manage.py", "work", "--skip-checks"],
        cwd=ROOT,
        env=os.environ
        | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
