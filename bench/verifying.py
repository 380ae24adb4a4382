"""``verify.py`` by itself on large bundles: CPU seconds and peak memory of the process.

The bundles are made without a database and signed by the key of the tests.
"""

import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from bench.counting import OPTIONS, made_up_rankings
from governance.voting.bundle import verify
from governance.voting.rules import Question
from tests.verification.inventing import bundled, read, sheet_of


def verifying(size: int = 100_000) -> dict[str, float]:
    luck = Random(11)
    rankings: Any = made_up_rankings(luck, size)
    chosen = [{"chosen": luck.sample(OPTIONS, i % 4)} for i in range(size)]
    figures: dict[str, float] = {}
    for rule, seats, ballots in (
        ("approval", 1, chosen), ("stv", 3, rankings), ("schulze", 1, rankings),
    ):  # fmt: skip
        question = Question(
            options=OPTIONS, roll_size=size, quorum=Fraction(0), max_choices=10,
            seats=seats,
        )  # fmt: skip
        sheet = sheet_of(rule, question)
        seconds, megabytes = _measured(bundled(sheet, read(sheet, ballots)))
        figures[f"verify.py, {rule}, {size:,} (CPU s)"] = seconds
        figures[f"verify.py, {rule}, {size:,} (MB)"] = megabytes
    return figures


# A process begins with the memory of its parent in its books; its own peak stands in
# VmHWM, which Linux writes anew for each program.
ALONE = """
import resource, runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit as end:
    assert not end.code, "the bundle does not verify"
used = resource.getrusage(resource.RUSAGE_SELF)
with open("/proc/self/status") as book:
    (peak,) = (line.split()[1] for line in book if line.startswith("VmHWM"))
print(used.ru_utime + used.ru_stime, int(peak) / 1024)
"""


def _measured(files: dict[str, bytes]) -> tuple[float, float]:
    """CPU seconds and megabytes of a bare Python on these files; it must agree."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        command = [sys.executable, "-I", "-S", "-c", ALONE, verify.__file__, folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, megabytes = map(float, done.stdout.splitlines()[-1].split())
    return round(seconds, 2), round(megabytes)
