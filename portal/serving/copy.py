"""A copy of this process: what is loaded here need not be loaded there again."""

import multiprocessing
import os
import signal
import subprocess
from collections.abc import Callable

from django.db import connections

HEARD = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Copy:
    """Forked at once, it does nothing before ``go``, and ends with us when that never
    comes. Otherwise like ``subprocess.Popen``, as far as it is needed."""

    def __init__(self, work: Callable[[], None]) -> None:
        connections.close_all()  # no connection may be shared by two processes
        self._waits, self._goes = os.pipe()
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=self._live, args=(work,), daemon=True)
        self._process.start()
        os.close(self._waits)

    def _live(self, work: Callable[[], None]) -> None:
        os.setsid()
        for number in HEARD:
            signal.signal(number, signal.SIG_DFL)
        os.close(self._goes)
        if os.read(self._waits, 1):
            os.close(self._waits)
            work()

    def go(self) -> None:
        """Let it begin."""
        os.write(self._goes, b".")
        self.close()

    def close(self) -> None:
        """Say no more, as our end does: a copy that was not told to go ends."""
        os.close(self._goes)

    def poll(self) -> int | None:
        """The code it ended with; None while it lives."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None and self._process.pid:
            os.kill(self._process.pid, number)

    def wait(self, seconds: float | None = None) -> int:
        """The code it ends with; ``TimeoutExpired`` after so many seconds."""
        self._process.join(seconds)
        if (code := self.poll()) is None:
            raise subprocess.TimeoutExpired("copy", seconds or 0)
        return code

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)
