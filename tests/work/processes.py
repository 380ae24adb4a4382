"""A worker in a process of its own, for tests that kill it."""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.db import connections

from portal.work.worker import Worker

ROOT = Path(__file__).resolve().parents[2]


def forked(target: Callable[..., Any], *args: Any) -> multiprocessing.Process:
    """A real process, begun in a blink: what it imports is there already. No
    connection to the database is shared with it."""
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=target, args=args)
    process.start()
    return process


def start_worker(*, lease: float = 2, pause: float = 0.02) -> multiprocessing.Process:
    """A worker on this test's database; lease and pause in seconds."""
    return forked(work, lease, pause)


def work(lease: float, pause: float) -> None:
    Worker(
        tick=lambda: None,
        lease=timedelta(seconds=lease),
        pause=timedelta(seconds=pause),
    ).run_forever()


def environment(url: str) -> dict[str, str]:
    """For a command on the database at ``url``. A socket's folder is written out:
    the reader of addresses does not undo ``%2F`` in a host."""
    plain = url.replace("@%2F", "@//").replace("%2F", "/")
    return os.environ | {
        "DATABASE_URL": unquote(plain),
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
    }


def start_command(url: str, *args: str) -> subprocess.Popen:
    """``manage.py`` itself, signals and all."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *args, "--skip-checks"],
        cwd=ROOT,
        env=environment(url),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def ended(*processes: Any) -> Iterator[None]:
    """Whatever happens inside, the processes are gone afterwards, by kill -9."""
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.join() if hasattr(process, "join") else process.wait()


def wait_until(true: Callable[[], bool], *, seconds: float = 60, why: str = "") -> None:
    """Poll until something is so; fail with ``why`` when it never is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return
        time.sleep(0.02)
    raise AssertionError(why or "it never happened")
