"""Two ways to start a sandbox: by its command, or out of the nursery at a tenth of the
cost, where starting is not the point. Both are processes that answer to signals."""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
PATIENCE = 20  # seconds for a process to come up or for something to arrive


@dataclass(frozen=True)
class Started:
    """What the process said when it was ready; ``end`` sends a signal, waits, and gives
    the code with which the process ended."""

    said: str
    end: Callable[[signal.Signals], int]


Start = Callable[[list[str]], Started]


def by_command(options: list[str]) -> Started:
    """``python -m integrations.github.sandbox``, as everybody starts it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "integrations.github.sandbox", *options],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout

    def end(how: signal.Signals) -> int:
        process.send_signal(how)
        code = process.wait(PATIENCE)
        process.stdout.close()
        return code

    return Started(process.stdout.readline(), end)


def from_nursery(options: list[str]) -> Started:
    """A child of the one process that has loaded everything already."""
    nursery = _nursery()
    # Two lines, of two processes: whichever comes first.
    lines = sorted(nursery.ask(2, "start", *options))
    said, number = lines[1], int(lines[0])

    def end(how: signal.Signals) -> int:
        os.kill(number, how)
        return int(nursery.ask(1, "end", number)[0])

    return Started(said, end)


class Nursery:
    """``tests.integrations.sandbox.nursery``, asked line by line."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.integrations.sandbox.nursery"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._turn = threading.Lock()
        atexit.register(self.close)

    def ask(self, lines: int, *order: Any) -> list[str]:
        """The order's answer, of so many lines."""
        assert self._process.stdin and self._process.stdout
        with self._turn:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return [self._process.stdout.readline() for _ in range(lines)]

    def close(self) -> None:
        self._process.communicate(timeout=PATIENCE)


@cache
def _nursery() -> Nursery:
    """One for this process, from the first sandbox on."""
    return Nursery()
