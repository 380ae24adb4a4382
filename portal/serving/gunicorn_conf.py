"""gunicorn, for ``make run`` and small sites: threads, and the worker inside."""

from typing import Any

workers = 1
threads = 8
worker_class = "gthread"
timeout = 60  # seconds
graceful_timeout = 10  # seconds
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    from portal.work import embedded

    embedded.start_worker_thread()


def worker_exit(server: Any, worker: Any) -> None:
    from portal.work import embedded

    embedded.stop_worker_thread()
