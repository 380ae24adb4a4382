"""What a process and its children spent of the cores, while they are still there."""

import os
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")  # a second, as Linux counts


def spent(pid: int) -> float:
    """Seconds of CPU of a process and its descendants, those that ended included; 0
    where the system has no ``/proc``."""
    times, children = {}, {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, told = file.parent.name, file.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        times[int(number)] = sum(int(told[n]) for n in (11, 12, 13, 14)) / TICK
        children.setdefault(int(told[1]), []).append(int(number))
    return _below(pid, times, children)


def _below(pid: int, times: dict[int, float], children: dict[int, list[int]]) -> float:
    return times.get(pid, 0) + sum(
        _below(child, times, children) for child in children.get(pid, [])
    )


def settled(seconds: float = 2) -> None:
    """Let what has just started come to rest."""
    time.sleep(seconds)
