"""A recorded history: people vote and change while connections are killed, writers are
paused, batches are published and the round is sealed; then a checker reads it all."""

import random
import threading
import time
from dataclasses import dataclass

import pytest
from django.db import Error, connection

from governance.voting import ledger
from governance.voting.actions import publish_commitments, seal_round
from governance.voting.bundle import verify, writing
from governance.voting.models import Round
from governance.voting.refusals import FormUsed, NotOpen, VoteStands
from tests.round_builders import accepted_need, at_once, crowd, opened_round, vote

PEOPLE, CASTERS, TURNS = 12, 4, 4
DISTURBED = 10  # times
PATIENCE = 20  # seconds before something is wrong
ANSWERS = ("yes", "no", "abstain")
MOMENT = 0.01  # seconds; a pause of a writer
KILL = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND query LIKE '%voting_%'"""


@dataclass(frozen=True)
class Done:
    """One act as whoever did it saw it; ``tracker`` is empty where the answer was lost,
    and ``refused`` where the round was closed."""

    person: int
    answer: str
    start: float
    end: float
    tracker: str = ""
    refused: bool = False


class Hall:
    """A round, its people, and what each of them saw."""

    def __init__(self, held, people, at):
        self.held, self.people, self.at = held, people, at
        self.seen: list[Done] = []
        self.notes: list[str] = []
        self.half, self.over = threading.Event(), threading.Event()
        self.sealing = float("inf")

    def caster(self, number):
        def votes():
            luck = random.Random(number)
            for turn in range(TURNS):
                for person in range(number, PEOPLE, CASTERS):
                    self.cast(person, luck.choice(ANSWERS), f"form {person} {turn}")
                    time.sleep(luck.random() * MOMENT)

        return votes

    def cast(self, person, answer, form):
        """Send the form, and once more where the answer was lost on the way."""
        for _try in range(2):
            start = time.monotonic()
            try:
                told = vote(
                    self.held, self.people[person], answer, at=self.at, form_key=form
                )
                facts = {"tracker": told.tracker}
            except (NotOpen, FormUsed, VoteStands):
                facts = {"refused": True}
            except Error:
                connection.close()
                facts = {}
            self.seen.append(Done(person, answer, start, time.monotonic(), **facts))
            if len(self.seen) == PEOPLE * TURNS // 2:
                self.half.set()
            if facts:
                return

    def disturbs(self):
        """Kills connections where there are some; holds the one writer of SQLite."""
        for _time in range(DISTURBED):
            if self.over.wait(4 * MOMENT):
                return
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute(KILL)
                else:
                    cursor.execute("BEGIN IMMEDIATE")
                    time.sleep(MOMENT)
                    cursor.execute("ROLLBACK")

    def watches(self):
        """Publishes, and keeps every checkpoint it sees."""
        while not self.over.is_set():
            try:
                publish_commitments(self.held, at=self.at)
                self.notes.append(ledger.last_note(self.held))
            except Error:
                connection.close()
            self.over.wait(2 * MOMENT)

    def seals(self):
        """While people still vote; again where the connection was killed."""
        self.half.wait(PATIENCE)
        self.sealing = time.monotonic()
        late = self.held.closes_at + 2 * (self.held.closes_at - self.at)
        try:
            while time.monotonic() < self.sealing + PATIENCE:
                try:
                    seal_round(self.held, at=late)
                except Error:
                    connection.close()
                else:
                    return
        finally:
            self.over.set()


def faults(hall, held):
    """What the history and the sealed round say that cannot both be true."""
    ballots = {b.tracker: b.choices["answer"] for b in held.ballots.all()}
    found = []
    for person in range(PEOPLE):
        acts = [act for act in hall.seen if act.person == person]
        known = [n for n, act in enumerate(acts) if act.tracker]
        if not known:
            continue
        last = acts[known[-1]]
        lost = [a for a in acts[known[-1] + 1 :] if not a.tracker and not a.refused]
        if not lost and ballots.get(last.tracker) != last.answer:
            found.append(f"{person}: receipt {last.tracker} is not counted")
        stale = {acts[n].tracker for n in known[:-1]} - {last.tracker}
        found += [f"{person}: {old} is counted twice" for old in stale & set(ballots)]
    told = {act.person for act in hall.seen if act.tracker}
    maybe = {act.person for act in hall.seen if not act.refused}
    if not len(told) <= len(ballots) <= len(maybe):
        found.append(f"{len(ballots)} ballots of {len(told)} to {len(maybe)} people")
    if held.roll.voted().count() != len(ballots):
        found.append("marks and ballots differ")
    return found


@pytest.fixture
def hall(each_database, lac_tamarac, rose_aimee, melanie, at, settings, tmp_path):
    settings.ROUND_KEYS_DIR = tmp_path
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    people = crowd(lac_tamarac, PEOPLE, prefix="h")
    return Hall(opened_round(lac_tamarac, need, by=melanie, at=at), people, at)


def test_what_people_were_told_is_what_is_counted(hall):
    acts = [hall.caster(n) for n in range(CASTERS)]
    raised = at_once([*acts, hall.disturbs, hall.watches, hall.seals])
    assert [
        r for r in raised if isinstance(r, Exception) and not isinstance(r, Error)
    ] == []
    connection.close()
    held = Round.objects.get(pk=hall.held.pk)
    assert held.sealed_at is not None, "somebody sealed it"
    assert faults(hall, held) == []
    early = [act for act in hall.seen if act.end < hall.sealing]
    assert early and not any(act.refused for act in early), "open until the seal began"
    files = writing.files(held)
    for kept in filter(None, {hall.notes[0], hall.notes[-1]} if hall.notes else set()):
        verify.Check(dict(files), since=("kept.txt", kept.encode())).run()
    assert verify.Check(dict(files)).run()["ballots"] == held.ballots.count()
    # The control: a receipt that nobody counted is found, and so is a vote told twice.
    told = next(act for act in reversed(hall.seen) if act.tracker)
    hall.seen.append(Done(told.person, told.answer, 0, 0, tracker="never-cast"))
    assert any("never-cast" in fault for fault in faults(hall, held))
