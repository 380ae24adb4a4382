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
    """After the fork, when the settings are loaded."""
    from portal.work import embedded  # noqa: PLC0415 - needs the apps

    embedded.start_worker_thread()


def worker_exit(server: Any, worker: Any) -> None:
    """Let the job in hand finish."""
    from portal.work import embedded  # noqa: PLC0415 - needs the apps

    embedded.stop_worker_thread()
