"""A thousand accepted needs at our budget's pace, on a clock of their own.

The forge in memory keeps GitHub's secondary limit and counts how often it had to.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from unittest import mock

from django.db import transaction
from django.utils import timezone

from bench.undone import scratch
from governance.journal.actions import record
from governance.membership.models import Cooperative
from governance.proposals.models import Brief, Proposal
from integrations import outbox
from integrations.github import mirror
from integrations.github.issues import Facts
from integrations.models import Delivery, MirrorLink, Repository
from tests.faults.limited_forge import LimitedForge

Figures = dict[str, float]


def a_thousand(count: int) -> Figures:
    """As many briefs are confirmed at once; the forge's own clock says how long they
    take, and whether GitHub had to refuse."""
    with scratch() as home:
        Delivery.objects.all().delete()
        repository = Repository.objects.create(
            full_name="carnet-commun/carnet", remote_id=1,
            html_url="https://github.test/carnet-commun/carnet",
        )  # fmt: skip
        confirmed(home, count)
        forge = LimitedForge(7, timezone.now())
        began = forge.now
        with (
            mock.patch.object(mirror, "connect", forge.client),
            mock.patch.object(mirror, "facts_of", facts),
            mock.patch.object(mirror.door, "check"),
            mock.patch.object(mirror.repositories, "chosen", return_value=repository),
            durable_anywhere(),
        ):
            delivered(forge)
        made = MirrorLink.objects.filter(repository=repository).exclude(number=None)
        assert (made.count(), len(forge.issues)) == (count, count)
        assert forge.refused == 0
        hours = (forge.now - began) / timedelta(hours=1)
    return {
        f"{count:,} needs mirrored (simulated hours)": round(hours, 2),
        f"{count:,} needs mirrored, answers of GitHub's limit": forge.refused,
        f"{count:,} needs mirrored, most in an hour": busiest(forge, hours=1),
        f"{count:,} needs mirrored, most in a minute": busiest(forge, hours=1 / 60),
    }


def confirmed(home: Cooperative, count: int) -> None:
    now = timezone.now()
    first = Proposal.objects.order_by("-number").values_list("number", flat=True)[0] + 1
    needs = Proposal.objects.bulk_create(
        Proposal(
            number=first + place, cooperative=home, status="mandated", language="fr",
            category="trust_security", created_at=now, submitted_at=now, changed_at=now,
        )
        for place in range(count)
    )  # fmt: skip
    words = dict.fromkeys(("title", "user_story", "acceptance_test", "summary_fr"), "x")
    briefs = Brief.objects.bulk_create(
        Brief(proposal=need, written_at=now, confirmed_at=now, **words)
        for need in needs
    )
    for brief in briefs:
        record("brief.confirmed", brief, by=None, at=now)
    outbox.collect(now)
    mine = {str(brief.pk) for brief in briefs}
    Delivery.objects.exclude(
        channel="github", entry__verb="brief.confirmed", entry__subject_id__in=mine
    ).delete()


def facts(brief: Brief) -> Facts:
    """What an issue says is not measured here."""
    return Facts(
        number=brief.proposal_id, url_en="", url_fr="", cooperative="", supports=0,
        title=f"Need {brief.proposal_id}", user_story="", acceptance_test="",
        privacy_notes="", out_of_scope="", summary_fr="", category="", values=(),
        functions="", effort_days=None, privacy_impact="", vote="", marks=(),
    )  # fmt: skip


def delivered(forge: LimitedForge) -> None:
    """Two hands, one after the other: whatever is due, then on to what is due next."""
    random.seed(7)
    waiting = Delivery.objects.filter(fate="pending").order_by("due_at")
    while True:
        if claimed := outbox.claim(forge.now, "github"):
            outbox.deliver(claimed, lambda: forge.now)
            forge.now += timedelta(milliseconds=500)
            continue
        left = waiting.values_list("due_at", flat=True).first()
        if left is None:
            return
        forge.now = max(forge.now, left)


def busiest(forge: LimitedForge, hours: float) -> int:
    times, span = sorted(forge.created), timedelta(hours=hours)
    return max(
        sum(1 for at in islice(times, place, None) if at < first + span)
        for place, first in enumerate(times)
    )


@contextmanager
def durable_anywhere() -> Iterator[None]:
    """Inside the transaction that undoes everything, nothing can be durable."""
    with mock.patch.object(transaction.Atomic, "__enter__", _entered):
        yield


_enter = transaction.Atomic.__enter__


def _entered(self: transaction.Atomic) -> None:
    self.durable = False
    _enter(self)
