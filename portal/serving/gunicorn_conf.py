"""gunicorn, for ``make run`` and for real sites: as many processes as cores to keep
busy, threads in each, and the worker inside one of them."""

import gc
import os
from typing import Any

from portal.serving.turn import Turn

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2

# One process of Python keeps one core busy. SQLite's writers take turns among processes
# as they do among threads.
workers = int(os.environ.get("WEB_CONCURRENCY", min(max(CORES, 2), 4)))
threads = 4
worker_class = "portal.serving.reader.Worker"  # gthread, in our words
limit_request_line = 8190  # bytes, the most it takes: a long search meets our own page
preload_app = True  # what is loaded before the fork is shared by the processes
timeout = 60  # seconds
graceful_timeout = 10  # seconds
errorlog = "-"
loglevel = "warning"
control_socket_disable = True

YOUNG = 20_000  # new objects before garbage is looked for, where Python has 700
# Nothing that is loaded before the fork is garbage: looking for it takes a tenth of the
# time of a start.
gc.set_threshold(1_000_000, 10, 10)

turn = Turn()


def when_ready(server: Any) -> None:
    """Before the fork: load the addresses, and never look through all this again."""
    from django.db import connections  # noqa: PLC0415 - needs the apps
    from django.urls import get_resolver  # noqa: PLC0415

    get_resolver().reverse_dict  # noqa: B018 - reading it fills it
    connections.close_all()  # none may be shared by two processes
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """After the fork. One process of the machine has the background worker."""
    from portal.work import embedded  # noqa: PLC0415 - needs the apps

    gc.set_threshold(YOUNG, 10, 10)
    if os.environ.get("WORKER") != "apart":
        turn.wait_for(embedded.start_worker_thread)


def worker_exit(server: Any, worker: Any) -> None:
    """Let the job in hand finish."""
    from portal.work import embedded  # noqa: PLC0415 - needs the apps

    turn.give_up()
    embedded.stop_worker_thread()
