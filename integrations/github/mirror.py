"""Exactly one issue for each need, whatever dies in between.

The intent is committed before the POST. Whoever finds an intent looks first for an
issue with our signed marker and adopts it. Only when the last POST is a minute old
and two looks in a row found nothing is it sent again: GitHub's lists lag a little
behind its writes.
"""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from governance.proposals.models import Brief, Proposal
from integrations.fates import Fate, TryLater
from integrations.github import (
    budget,
    door,
    issues,
    labels,
    links,
    markers,
    milestones,
    repositories,
    updates,
)
from integrations.github.client import Client, connect
from integrations.github.errors import Unclear
from integrations.github.facts import facts_of
from integrations.github.issues import Draft
from integrations.github.records import Issue
from integrations.models import MirrorLink

EARLIER = timedelta(minutes=5)  # clocks differ
LOOKS = 2


def repost_wait() -> timedelta:
    """How long an unclear POST is left alone before it may be sent again."""
    return timedelta(seconds=settings.GITHUB.get("REPOST_WAIT", 60))


def mirror(brief: Brief, at: datetime) -> None:
    """Have the brief stand in its issue: made if there is none, else updated."""
    door.check(brief)
    link = _link_for(brief)
    client = connect()
    repository_id = repositories.located(link.repository, client)
    draft = issues.draft(facts_of(brief), link.marker)
    if link.number is not None:
        updates.apply(client, link, draft, at)
        return
    issue = _found(client, repository_id, link, at) if link.first_attempt_at else None
    if issue is None:
        issue = _posted(client, repository_id, link, draft, at)
    links.adopt(link, issue, draft)


def link_of(proposal: Proposal) -> MirrorLink | None:
    """The issue of a need, where there is one already."""
    made = MirrorLink.objects.filter(proposal=proposal, number__isnull=False)
    return made.select_related("repository").first()


def _link_for(brief: Brief) -> MirrorLink:
    links_of = MirrorLink.objects.select_related("repository")
    known = links_of.filter(proposal=brief.proposal).order_by("pk")
    link = known.first()
    if link is None:
        home = repositories.chosen(brief.proposal.category)
        made = MirrorLink(proposal=brief.proposal, repository=home, marker=uuid.uuid4())
        # Another worker may have been first: then there is one all the same.
        MirrorLink.objects.bulk_create([made], ignore_conflicts=True)
        link = known.get(repository=home)
    return link


def _found(
    client: Client, repository_id: int, link: MirrorLink, at: datetime
) -> Issue | None:
    """Look before sending again. Several issues mean that an older hand made more
    than one: the lowest number is the need's, and stays so at every look."""
    assert link.first_attempt_at is not None
    since = link.first_attempt_at - EARLIER
    listed = client.issues_since(repository_id, since, sort="created")
    ours = [i for i in listed if markers.marked(i.body) == link.marker]
    hits = [i for i in ours if i.is_by(client.me)]
    if hits:
        first, *others = sorted(hits, key=lambda issue: issue.number)
        for other in others:
            if other.state == "open":
                close_duplicate(client, link, other.number, at)
        return first
    _allow_another_post(link, at)
    return None


def close_duplicate(
    client: Client, link: MirrorLink, number: int, at: datetime
) -> None:
    """Of several issues for one need the lowest number stays open."""
    assert link.repository.remote_id is not None
    budget.spend(at, link, creates=False)
    done = {"state": "closed", "state_reason": "duplicate"}
    client.update_issue(link.repository.remote_id, number, **done)


def _allow_another_post(link: MirrorLink, at: datetime) -> None:
    """Raise ``TryLater`` until the last POST is old enough and two looks agree."""
    if link.posted_at is None:
        return  # the last POST was refused outright: nothing can have come of it
    link.empty_looks += 1
    link.save(update_fields=["empty_looks"])
    left = link.posted_at + repost_wait() - at
    if left > timedelta(0) or link.empty_looks < LOOKS:
        pause = max(left, repost_wait() / LOOKS)
        raise TryLater("A first attempt may have succeeded; looking again.", pause)


def _posted(
    client: Client, repository_id: int, link: MirrorLink, draft: Draft, at: datetime
) -> Issue:
    before = link.posted_at
    names = labels.known(client, link.repository, draft.marks, at)
    milestone = milestones.number_for(client, link.repository, link.proposal_id, at)
    budget.spend(at, link, creates=True)
    _commit_intent(link, at)
    try:
        return client.create_issue(
            repository_id,
            title=draft.title,
            body=draft.body,
            labels=list(names.values()),
            milestone=milestone,
        )
    except Unclear:
        raise
    except Fate:
        # A clear refusal: this POST made nothing, so it leaves no doubt behind.
        _mine(link).update(posted_at=before)
        raise


def _commit_intent(link: MirrorLink, at: datetime) -> None:
    """Write down, durably, that a POST is about to leave. Of two workers only the
    one that saw the row as it stands may go on."""
    seen = _mine(link).filter(posted_at=link.posted_at)
    with transaction.atomic(durable=True):
        mine = seen.update(
            first_attempt_at=link.first_attempt_at or at, posted_at=at, empty_looks=0
        )
    if not mine:
        raise TryLater("Another worker is sending this need.")
    link.first_attempt_at, link.posted_at = link.first_attempt_at or at, at


def _mine(link: MirrorLink) -> QuerySet[MirrorLink]:
    return MirrorLink.objects.filter(pk=link.pk, number=None)
