"""Of the processes that serve one site, one does its background work."""

import fcntl
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

PAUSE = 1.0  # seconds between two looks


class Turn:
    """A lock on a file: the system frees it when the process that has it ends, however
    it ends, and another process takes over."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.stopping = threading.Event()
        self.held: IO[str] | None = None

    def wait_for(self, begin: Callable[[], object]) -> threading.Thread:
        """Call ``begin`` as soon as the turn is ours; returns at once."""
        waiting = threading.Thread(
            target=self._wait, args=(begin,), name="turn", daemon=True
        )
        waiting.start()
        return waiting

    def give_up(self) -> None:
        """Wait no longer. A turn that was taken is kept until the process ends."""
        self.stopping.set()

    def _wait(self, begin: Callable[[], object]) -> None:
        while not self.stopping.is_set():
            if self._take():
                begin()
                return
            self.stopping.wait(PAUSE)

    def _take(self) -> bool:
        path = self._path()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("w")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return False
        self.held = handle
        return True

    def _path(self) -> Path:
        if self.file:
            return self.file
        from django.conf import settings  # noqa: PLC0415 - after the fork

        return Path(settings.VAR_DIR) / "worker.lock"
