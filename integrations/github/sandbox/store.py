"""One JSON file: whole or not at all, whatever kills the process."""

import fcntl
import json
import os
import threading
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Data = MutableMapping[str, Any]


class AlreadyOpen(Exception):
    """Another sandbox holds this file; two writers would lose each other's work."""


class Store:
    """The sandbox's data, held in memory and written through at every change."""

    def __init__(self, path: Path, fresh: Callable[[], Data]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._lock = threading.RLock()
        self._held = _hold(path)
        if path.exists():
            self._saved = path.read_text()
        else:
            self._saved = json.dumps(fresh())
            self._write(self._saved)
        self._data: Data = json.loads(self._saved)

    @contextmanager
    def reading(self) -> Iterator[Data]:
        """The data, still while the block lasts. Do not change it."""
        with self._lock:
            yield self._data

    @contextmanager
    def writing(self) -> Iterator[Data]:
        """The data to change: on disk when the block ends, untouched if it raises."""
        with self._lock:
            try:
                yield self._data
                text = json.dumps(self._data, ensure_ascii=False)
                self._write(text)
            except BaseException:
                self._data = json.loads(self._saved)
                raise
            self._saved = text

    def close(self) -> None:
        """Waits for a change in hand, then lets another sandbox open the file."""
        with self._lock:
            self._held.close()

    def _write(self, text: str) -> None:
        draft = self._path.with_suffix(".writing")
        with draft.open("w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)


def _hold(path: Path) -> Any:
    held = path.with_suffix(".lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        held.close()
        raise AlreadyOpen(str(path)) from error
    return held
