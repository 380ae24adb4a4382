"""A storm: 400 needs, three seeds, three answers in ten lost, one POST in twenty ends
with a killed worker, two workers at once, lists that lag, developers who edit.

Nothing may be doubled, missing or lost, and the budget holds. The control at the end
posts without the outbox, in the same storm, and makes doubles.
"""

import random
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from governance.journal.actions import record
from governance.proposals.models import Brief, BriefPart, Proposal
from integrations import outbox
from integrations.fates import Fate
from integrations.github import markers, mirror, pieces
from integrations.github.division import PartFacts
from integrations.models import Delivery, MirrorLink, Piece, Repository
from tests.builders import BRIEF
from tests.faults.limited_forge import LimitedForge
from tests.integrations.forge import HOME, Forge, Killed
from tests.integrations.github.test_issues import FACTS

WITH_PARTS = replace(FACTS, parts=(PartFacts("Part", "Partie", "It works.", 2),) * 3)
NEEDS = 400
SEEDS = (1, 2, 3)
THEIRS = "\n\nA developer wrote this line."


@pytest.fixture(autouse=True)
def home(database):
    return Repository.objects.create(
        full_name="carnet-commun/carnet", remote_id=1, html_url=HOME
    )


@pytest.fixture
def needs(lac_tamarac):
    """Mandated needs with confirmed briefs, written at once: their way there is not
    under test here."""
    now = timezone.now()
    proposals = Proposal.objects.bulk_create(
        Proposal(
            number=n, cooperative=lac_tamarac, status="mandated", language="fr",
            category="trust_security", created_at=now, submitted_at=now, changed_at=now,
        )
        for n in range(1, NEEDS + 1)
    )  # fmt: skip
    briefs = Brief.objects.bulk_create(
        Brief(proposal=p, written_at=now, confirmed_at=now, **BRIEF) for p in proposals
    )
    for brief in briefs:
        record("brief.confirmed", brief, by=None, at=now)
    return briefs


class Storm:
    """Two workers under one forge; the second acts while the first one waits."""

    def __init__(self, seed, monkeypatch):
        self.dice = random.Random(seed)
        random.seed(seed)
        self.forge = Forge(seed, timezone.now())
        self.inside = False
        self.edited = {}
        monkeypatch.setattr(mirror, "connect", lambda: self.forge.client())
        # What an issue says is not under test here, and costs most of the time.
        monkeypatch.setattr(mirror, "facts_of", lambda _brief: FACTS)
        monkeypatch.setattr(mirror.door, "check", lambda _brief: None)
        self.forge.faults, self.forge.kills = 0.3, 0.05
        self.forge.lag = timedelta(seconds=10)
        self.forge.meanwhile = self.another_hand

    def clock(self):
        return self.forge.now

    def another_hand(self):
        """While an answer is on its way: the other worker, or a developer."""
        if self.inside or self.dice.random() > 0.1:
            return
        self.inside = True
        if self.dice.random() < 0.1:  # slower than the claim lasts
            self.forge.now += outbox.CLAIM + timedelta(seconds=1)
        self.one_row()
        self.edit()
        self.inside = False

    def edit(self):
        """A developer adds a line below our block; it must outlive everything."""
        if self.forge.issues:
            issue = self.dice.choice(list(self.forge.issues.values()))
            if issue["number"] not in self.edited:
                issue["body"] += THEIRS
                self.edited[issue["number"]] = issue["body"]

    def one_row(self):
        claimed = outbox.claim(self.clock(), "github")
        if claimed is None:
            return False
        with suppress(Killed):
            outbox.deliver(claimed, self.clock)
        self.forge.now += timedelta(seconds=1)
        return True

    def run(self):
        outbox.collect(self.clock())
        waiting = Delivery.objects.filter(fate="pending").order_by("due_at")
        while True:
            if self.one_row():
                continue
            left = waiting.values_list("due_at", flat=True).first()
            if left is None:
                return
            self.forge.now = max(self.forge.now, left)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_doubled_missing_or_lost(needs, monkeypatch, seed, caplog):
    caplog.set_level("CRITICAL")
    storm = Storm(seed, monkeypatch)
    storm.run()
    forge = storm.forge
    made = Counter(markers.marked(i["body"]) for i in forge.issues.values())
    links = MirrorLink.objects.all()
    assert made == Counter({link.marker: 1 for link in links})
    assert len(made) == NEEDS
    assert all(link.number in forge.issues for link in links)
    assert {row.fate for row in Delivery.objects.all()} == {"done"}
    assert storm.edited
    for number, body in storm.edited.items():
        assert forge.issues[number]["body"] == body
    within_budget(forge.created)


def test_parts_are_as_safe(needs, monkeypatch, caplog):
    """Forty needs of three parts each in the same storm: every issue once, every part
    under its need once."""
    caplog.set_level("CRITICAL")
    some = needs[:40]
    kept = {str(brief.pk) for brief in some}
    outbox.collect(timezone.now())
    Delivery.objects.exclude(entry__subject_id__in=kept).delete()
    Delivery.objects.exclude(channel="github").delete()
    monkeypatch.setattr(outbox, "collect", lambda _at: 0)
    rows = [(brief, n) for brief in some for n in (1, 2, 3)]
    BriefPart.objects.bulk_create(
        BriefPart(
            brief=b, place=n, title=f"Part {n}", title_fr="x", acceptance_test="x"
        )
        for b, n in rows
    )
    monkeypatch.setattr(pieces, "facts_of", lambda _brief: WITH_PARTS)
    storm = Storm(SEEDS[0], monkeypatch)
    storm.run()
    forge = storm.forge
    made = Counter(markers.marked(i["body"]) for i in forge.issues.values())
    stands = [*MirrorLink.objects.all(), *Piece.objects.all()]
    assert made == Counter({stand.marker: 1 for stand in stands})
    assert len(made) == 40 * 4
    for link in MirrorLink.objects.prefetch_related("pieces"):
        under = [piece.number for piece in link.pieces.all()]
        assert sorted(forge.parts[link.number]) == sorted(under)
    assert {row.fate for row in Delivery.objects.all()} == {"done"}
    within_budget(forge.created)


def within_budget(created):
    times = sorted(created)
    for span, most in ((timedelta(minutes=1), 25), (timedelta(hours=1), 350)):
        first = 0
        for last, at in enumerate(times):
            while times[first] <= at - span:
                first += 1
            assert last - first < most


@pytest.mark.parametrize("seed", SEEDS)
def test_control_without_the_outbox_there_are_doubles(database, seed):
    """Negative control: whoever posts until it works makes one need in ten twice."""
    forge = Forge(seed, timezone.now())
    forge.faults, forge.kills = 0.3, 0.05
    client = forge.client()
    for number in range(NEEDS):
        while not posted(client, number):
            pass
    assert len(forge.issues) > NEEDS * 1.1


def posted(client, number):
    try:
        client.create_issue(1, title=str(number), body=str(number), labels=[])
    except (Fate, Killed):
        return False
    return True


def test_the_forge_that_keeps_githubs_limit_would_refuse(database):
    """Negative control of the measure with a thousand needs."""
    forge = LimitedForge(1, timezone.now())
    client = forge.client()
    for number in range(80):
        assert posted(client, number)
    assert not posted(client, 80)
    assert forge.refused == 1
