"""A worker in a process of its own, for tests that kill it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKER = """
import sys
from datetime import timedelta
import django
django.setup()
from portal.work.worker import Worker
lease, pause = map(float, sys.argv[1:])
Worker(tick=lambda: None, lease=timedelta(seconds=lease),
       pause=timedelta(seconds=pause)).run_forever()
"""


def start_worker(url: str, *, lease: float = 2, pause: float = 0.05) -> subprocess.Popen:
    """A worker on the database at ``url``; lease and pause in seconds."""
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(lease), str(pause)],
        cwd=ROOT,
        env=os.environ
        | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        stderr=subprocess.DEVNULL,
    )


def wait_until(
    true: Callable[[], bool], *, seconds: float = 30, why: str = ""
) -> None:
    """Poll until something is so; fail with ``why`` when it never is."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return
        time.sleep(0.02)
    raise AssertionError(why or "it never happened")
