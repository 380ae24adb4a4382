"""A worker killed with -9 loses nothing, on both databases."""

from portal.models import Beat, Job
from tests.work import tasks
from tests.work.processes import ended, start_command, start_worker, wait_until


def done() -> int:
    return Job.objects.filter(status=Job.Status.DONE).count()


def test_a_killed_workers_job_is_finished_by_the_next(each_database, tmp_path):
    tasks.take_long.enqueue(str(tmp_path), "long", 30)
    first = start_worker(lease=1)
    with ended(first):
        wait_until(lambda: tasks.marks(tmp_path, "long.started") == 1, why="no start")
    job = Job.objects.get()
    assert (job.status, bool(job.lease)) == ("ready", True)
    Job.objects.update(args=[str(tmp_path), "long", 0])
    with ended(start_worker()):
        wait_until(lambda: done() == 1, why="nobody took the abandoned job")
    assert tasks.marks(tmp_path, "long") == 1
    assert tasks.marks(tmp_path, "long.started") == 2


def test_workers_killed_again_and_again_finish_everything(each_database, tmp_path):
    for number in range(20):
        tasks.take_long.enqueue(str(tmp_path), str(number), 0.02)
    for strike in range(3):
        seen = done()
        with ended(start_worker(lease=0.5)):
            wait_until(lambda seen=seen: done() > seen + 2, why=f"strike {strike}")
    with ended(start_worker(lease=0.5)):
        wait_until(lambda: done() == 20, why="jobs were lost")
    assert all(tasks.marks(tmp_path, str(number)) >= 1 for number in range(20))


def test_a_long_job_keeps_its_lease_by_heartbeat(each_database, tmp_path):
    tasks.take_long.enqueue(str(tmp_path), "long", 3.0)
    hands = [start_worker(lease=2.0) for _ in range(2)]
    with ended(*hands):
        wait_until(lambda: done() == 1, why="it never finished")
    assert tasks.marks(tmp_path, "long.started") == 1
    assert Job.objects.get().attempts == 1
    assert Beat.objects.count() == 2


def test_a_worker_asked_to_stop_finishes_the_job_in_hand(sqlite_file, tmp_path):
    tasks.take_long.enqueue(str(tmp_path), "long", 1)
    tasks.leave_mark.enqueue(str(tmp_path), "next")
    process = start_command(sqlite_file.url, "work")
    with ended(process):
        wait_until(lambda: tasks.marks(tmp_path, "long.started") == 1)
        process.terminate()
        assert process.wait(20) == 0
    assert tasks.marks(tmp_path, "long") == 1
    assert tasks.marks(tmp_path, "next") == 0
    assert sorted(job.status for job in Job.objects.all()) == ["done", "ready"]
