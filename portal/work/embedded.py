"""The worker inside the web process: no second process, no server to install."""

import logging
import threading

from portal.work import steps
from portal.work.worker import Worker

log = logging.getLogger(__name__)


class EmbeddedWorker(threading.Thread):
    """A worker in a thread that does not keep the process from ending."""

    def __init__(self) -> None:
        super().__init__(name="worker", daemon=True)
        self.worker = Worker(tick=steps.enqueue_due)

    def run(self) -> None:
        steps.begin()
        self.worker.run_forever()


_running: list[EmbeddedWorker] = []
_lock = threading.Lock()


def start_worker_thread() -> EmbeddedWorker:
    """Start the worker once per process; call it after a fork, never before."""
    with _lock:
        if not (_running and _running[0].is_alive()):
            _running[:] = [EmbeddedWorker()]
            _running[0].start()
        return _running[0]


def stop_worker_thread(seconds: float = 10) -> bool:
    """Let the job in hand finish; false when it did not within ``seconds``. What
    was cut off runs again when its lease ends."""
    with _lock:
        for thread in _running:
            thread.worker.stop()
            thread.join(seconds)
        stopped = not any(thread.is_alive() for thread in _running)
        _running.clear()
        return stopped
