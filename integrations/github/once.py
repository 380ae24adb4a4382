"""Exactly one issue for each thing that stands in one, whatever dies in between.

The intent is committed before the POST. Whoever finds an intent looks first for an
issue with our signed marker and adopts it. Only when the last POST is a minute old
and two looks in a row found nothing is it sent again: GitHub's lists lag a little
behind its writes.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from integrations.fates import Fate, TryLater
from integrations.github import budget, labels, markers, milestones
from integrations.github.client import Client
from integrations.github.errors import Unclear
from integrations.github.issues import Draft
from integrations.github.records import Issue
from integrations.models import MirrorLink, Piece

EARLIER = timedelta(minutes=5)  # clocks differ
LOOKS = 2

Stand = MirrorLink | Piece


def repost_wait() -> timedelta:
    """How long an unclear POST is left alone before it may be sent again."""
    return timedelta(seconds=settings.GITHUB.get("REPOST_WAIT", 60))


def issue_for(client: Client, stand: Stand, draft: Draft, at: datetime) -> Issue:
    """The issue of ``stand``, which has no number yet: found, else made. ``TryLater``
    while neither is safe."""
    found = look(client, stand, at) if stand.first_attempt_at else None
    return found or _posted(client, stand, draft, at)


def sent(issue: Issue, draft: Draft) -> dict[str, Any]:
    """What of an issue is kept when it is found or made, to see later edits."""
    return {
        "number": issue.number,
        "html_url": issue.html_url,
        "state": issue.state,
        "state_reason": issue.state_reason,
        "sent_title": issue.title,
        "sent_block_hash": markers.block_hash(issue.body),
        "sent_labels": sorted(mark.key for mark in draft.marks),
        "sent_milestone": issue.milestone,
    }


def look(client: Client, stand: Stand, at: datetime) -> Issue | None:
    """Look before sending again. Several issues mean that an older hand made more
    than one: the lowest number is the one, and stays so at every look."""
    assert stand.first_attempt_at is not None
    since = stand.first_attempt_at - EARLIER
    listed = client.issues_since(_home(stand), since, sort="created")
    ours = [i for i in listed if markers.marks(i.body, stand.marker)]
    hits = [i for i in ours if i.is_by(client.me)]
    if hits:
        first, *others = sorted(hits, key=lambda issue: issue.number)
        for other in others:
            if other.state == "open":
                close_duplicate(client, stand, other.number, at)
        return first
    _allow_another_post(stand, at)
    return None


def close_duplicate(client: Client, stand: Stand, number: int, at: datetime) -> None:
    """Of several issues for one thing the lowest number stays open."""
    budget.spend(at, stand.home, creates=False)
    done = {"state": "closed", "state_reason": "duplicate"}
    client.update_issue(_home(stand), number, **done)


def _allow_another_post(stand: Stand, at: datetime) -> None:
    """Raise ``TryLater`` until the last POST is old enough and two looks agree."""
    if stand.posted_at is None:
        return  # the last POST was refused outright: nothing can have come of it
    stand.empty_looks += 1
    stand.save(update_fields=["empty_looks"])
    left = stand.posted_at + repost_wait() - at
    if left > timedelta(0) or stand.empty_looks < LOOKS:
        pause = max(left, repost_wait() / LOOKS)
        raise TryLater("A first attempt may have succeeded; looking again.", pause)


def _posted(client: Client, stand: Stand, draft: Draft, at: datetime) -> Issue:
    before = stand.posted_at
    names = labels.known(client, stand.repository, draft.marks, at)
    cycle = milestones.number_for(client, stand.repository, stand.proposal_id, at)
    budget.spend(at, stand.home, creates=True)
    _commit_intent(stand, at)
    try:
        return client.create_issue(
            _home(stand),
            title=draft.title,
            body=draft.body,
            labels=list(names.values()),
            milestone=cycle,
        )
    except Unclear:
        raise
    except Fate:
        # A clear refusal: this POST made nothing, so it leaves no doubt behind.
        stand.row.filter(number=None).update(posted_at=before)
        raise


def _commit_intent(stand: Stand, at: datetime) -> None:
    """Write down, durably, that a POST is about to leave. Of two workers only the
    one that saw the row as it stands may go on."""
    seen = stand.row.filter(number=None, posted_at=stand.posted_at)
    with transaction.atomic(durable=True):
        mine = seen.update(
            first_attempt_at=stand.first_attempt_at or at, posted_at=at, empty_looks=0
        )
    if not mine:
        raise TryLater("Another worker is sending this.")
    stand.first_attempt_at, stand.posted_at = stand.first_attempt_at or at, at


def _home(stand: Stand) -> int:
    assert stand.repository.remote_id is not None
    return stand.repository.remote_id
