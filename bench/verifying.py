"""``verify.py`` by itself on large bundles of every rule: CPU seconds and peak memory.

The bundles are made without a database and signed by the key of the tests. Everyone on
the roll voted, and most ballots say something that no other one says.
"""

import itertools
import subprocess
import sys
import tempfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from bench.counting import OPTIONS, PROJECTS, made_up_rankings
from governance.voting.bundle import verify
from governance.voting.rules import Place, Question
from governance.voting.rules.bands import every
from tests.verification.inventing import bundled, read, sheet_of

Ballots = list[dict[str, Any]]
CO_OPS = tuple(Place(f"coop-{n}", 40 * n) for n in range(1, 13))
SAID = ("yes", "yes", "no", "abstain")


def verifying(size: int = 100_000) -> dict[str, float]:
    """Seconds and megabytes for each rule, on ``size`` ballots."""
    figures: dict[str, float] = {}
    for rule in VOTES:
        seconds, megabytes = alone(bundle_of(rule, size))
        figures[f"verify.py, {rule}, {size:,} (CPU s)"] = seconds
        figures[f"verify.py, {rule}, {size:,} (MB)"] = megabytes
    return figures


def bundle_of(rule: str, size: int) -> dict[str, bytes]:
    """The files of a vote of ``size`` ballots under a rule."""
    make, facts = VOTES[rule]
    luck = Random(11)
    given = {"options": OPTIONS, "quorum": Fraction(1, 20), "max_choices": 10}
    question = Question(**{**given, "roll_size": size, **facts})
    sheet = sheet_of(rule, question)
    return bundled(sheet, read(sheet, make(luck, size)))


def answers(luck: Random, size: int) -> Ballots:
    return [{"answer": luck.choice(SAID)} for _ in range(size)]


def answers_by_place(luck: Random, size: int) -> Ballots:
    """As many from each co-op as it has on the roll, the rest from the first."""
    each = size // len(CO_OPS)
    places = [place.name for place in CO_OPS for _ in range(each)]
    places += [CO_OPS[0].name] * (size - len(places))
    return [{"place": place, "answer": luck.choice(SAID)} for place in places]


def approvals(luck: Random, size: int) -> Ballots:
    return [{"chosen": luck.sample(OPTIONS, i % 6)} for i in range(size)]


def points(luck: Random, size: int) -> Ballots:
    """One to five points each for one to six needs."""
    return [
        {"points": [[n, luck.randint(1, 5)] for n in luck.sample(OPTIONS, 1 + i % 6)]}
        for i in range(size)
    ]


def wishes(luck: Random, size: int) -> Ballots:
    """A hundred projects, some wanted far more than others, 1 to 15 on a ballot."""
    likes = list(itertools.accumulate(luck.paretovariate(1) for _ in PROJECTS))
    return [
        {"chosen": sorted(set(luck.choices(PROJECTS, cum_weights=likes, k=1 + i % 15)))}
        for i in range(size)
    ]


ONE: dict[str, Any] = {"options": (1,)}
BY_PLACE = {**ONE, "places": CO_OPS}
PRICES = tuple(2 + n * 7 % 39 for n in PROJECTS)
DAYS = {"options": PROJECTS, "costs": PRICES, "budget": 400, "max_choices": 15}
VOTES: dict[str, tuple[Callable[[Random, int], Any], dict[str, Any]]] = {
    "majority": (answers, ONE),
    "double-majority": (answers_by_place, BY_PLACE),
    "delegates": (answers_by_place, {**BY_PLACE, "bands": every(50, cap=3)}),
    "approval": (approvals, {}),
    "points": (points, {}),
    "irv": (made_up_rankings, {}),
    "stv": (made_up_rankings, {"seats": 3}),
    "schulze": (made_up_rankings, {}),
    "mes": (wishes, DAYS),
}


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


def alone(files: dict[str, bytes]) -> tuple[float, float]:
    """CPU seconds and megabytes of a bare Python on these files; it must agree."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        command = [sys.executable, "-I", "-S", "-c", ALONE, verify.__file__, folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, megabytes = map(float, done.stdout.splitlines()[-1].split())
    return round(seconds, 2), round(megabytes)
