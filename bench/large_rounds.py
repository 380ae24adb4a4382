"""A round of 100,000 members: opened, sealed, and its bundle checked by verify.py.

Ballots are written straight into the tables, as casting leaves them: what is measured
is the opening, the seal and the check. On the database of ``make bench`` (SQLite).
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from governance.membership.actions import appoint
from governance.membership.models import Cooperative, Membership, Person, Seat
from governance.proposals import actions as needs
from governance.proposals.models import Proposal
from governance.voting import ledger
from governance.voting.actions import open_round, prepare_round, seal_round
from governance.voting.bundle import writing
from governance.voting.commitments import draw
from governance.voting.models import Ballot, RollLine, Round, WaitingEntry
from governance.voting.receipts import new_tracker

BATCH = 5_000
SECONDS = "(s)"


def measured(size: int = 100_000) -> dict[str, float]:
    """Seconds by the clock for each act; memory of the check in megabytes."""
    secretary, home = hall()
    people(home, size)
    held = _prepared(home, secretary)
    figures: dict[str, float] = {}
    opening = _timed(lambda: open_round(held, by=secretary, at=held.opens_at))
    figures[f"open a round for {size:,} {SECONDS}"] = opening
    held.refresh_from_db()
    _vote(held)
    after = held.closes_at + timedelta(minutes=1)
    figures[f"seal {size:,} ballots {SECONDS}"] = _timed(
        lambda: seal_round(held, at=after)
    )
    held.refresh_from_db()
    return figures | _checked(held, size)


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return round(time.perf_counter() - started, 1)


def hall() -> tuple[Person, Cooperative]:
    home = Cooperative.objects.create(
        slug="grande-coop", name_fr="Grande coop", name_en="Large co-op",
        short_name="Grande coop",
    )  # fmt: skip
    person = Person.objects.create_user("secretaire@grande-coop.example")
    now = timezone.now()
    Membership.objects.create(person=person, cooperative=home, since=date(2020, 1, 1))
    for role in (Seat.Role.SECRETARY, Seat.Role.COORDINATOR):
        appoint(person, role=role, place=home, by=None, at=now)
    return person, home


def people(home: Cooperative, size: int) -> None:
    for start in range(0, size - 1, BATCH):
        people = Person.objects.bulk_create(
            Person(email=f"m{n}@grande-coop.example", password="!")
            for n in range(start, min(start + BATCH, size - 1))
        )
        Membership.objects.bulk_create(
            Membership(person=p, cooperative=home, since=date(2024, 5, 1))
            for p in people
        )


def _prepared(home: Cooperative, secretary: Person) -> Round:
    now = timezone.now() - timedelta(days=8)
    return prepare_round(
        by=secretary, at=now, host=home, cooperatives=[home],
        proposals=[need(home, secretary, n, now) for n in range(10)],
        title_fr="Que construire?", title_en="What to build?", nature="consultation",
        rule="approval", max_choices=3, quorum="1/20",
        opens_at=now, closes_at=now + timedelta(days=7), record_date=timezone.localdate(now),
    )  # fmt: skip


def need(home: Cooperative, by: Person, number: int, at: timezone.datetime) -> Proposal:
    need = needs.draft_proposal(
        home, by=by, at=at, language="fr", title=f"Besoin {number}", text="Un besoin.",
        category="records_results", values=["openness"],
    )  # fmt: skip
    words = {"language": "en", "title": f"Need {number}", "text": "A need."}
    needs.revise_proposal(need, by=by, at=at, **words)
    needs.submit_proposal(need, by=by, at=at)
    needs.accept_for_vote(
        need, by=by, at=at, effort_days=5, privacy_impact="none",
        flexibility_impact="neutral",
    )  # fmt: skip
    return need


def _vote(held: Round) -> None:
    numbers = sorted(option.proposal.number for option in held.options.all())
    RollLine.objects.filter(round=held).update(voted_on=held.record_date)
    trackers: set[str] = set()
    while len(trackers) < held.sheet["roll_size"]:
        trackers.add(new_tracker())
    cast = (
        Ballot(
            round=held, tracker=tracker, nonce=draw(), salt=draw(),
            choices={"chosen": sorted({numbers[n % 10], numbers[n * 7 % 10]})},
        )
        for n, tracker in enumerate(trackers)
    )  # fmt: skip
    rows = Ballot.objects.bulk_create(cast, batch_size=BATCH)
    WaitingEntry.objects.bulk_create(
        (
            WaitingEntry(
                round=held, kind=ledger.Kind.CAST, commitment=row.as_cast().commitment
            )
            for row in rows
        ),
        batch_size=BATCH,
    )


# Runs verify.py and says what it took; VmHWM is the memory of this process alone.
ALONE = """
import re, runpy, sys, time
sys.argv = ["verify.py"]
try:
    runpy.run_path("verify.py", run_name="__main__")
except SystemExit as end:
    assert not end.code
status = open("/proc/self/status").read()
print("spent", time.process_time(), re.search(r"VmHWM:\\s+(\\d+)", status)[1])
"""


def _checked(held: Round, size: int) -> dict[str, float]:
    """CPU seconds and most memory of ``verify.py``, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        writing.write(held, Path(folder))
        command = [sys.executable, "-c", ALONE]
        told = subprocess.run(
            command, cwd=folder, check=True, capture_output=True, text=True
        )
    _spent, seconds, kilobytes = told.stdout.splitlines()[-1].split()
    return {
        f"verify.py, {size:,} ballots (CPU s)": round(float(seconds), 1),
        f"verify.py, {size:,} ballots (MB)": round(int(kilobytes) / 1024),
    }
