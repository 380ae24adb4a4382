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

from governance.journal.models import Entry
from governance.proposals.models import Brief
from integrations.fates import Fate, TryLater, WillNeverWork
from integrations.github import door, issues, links, markers, repositories, updates
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


def deliver(entry: Entry, at: datetime) -> None:
    """The handler of the channel "github" for ``brief.confirmed``."""
    brief = _brief_of(entry)
    door.check(brief)
    link = _link_for(brief)
    client = connect()
    repository_id = repositories.located(link.repository, client)
    draft = issues.draft(facts_of(brief), link.marker)
    if link.number is not None:
        updates.apply(client, repository_id, link, draft)
        return
    issue = _found(client, repository_id, link, at) if link.first_attempt_at else None
    links.adopt(link, issue or _posted(client, repository_id, link, draft, at), draft)


def _brief_of(entry: Entry) -> Brief:
    briefs = Brief.objects.select_related("proposal__cooperative")
    brief = briefs.filter(pk=entry.subject_id).first()
    if brief is None:
        raise WillNeverWork("The brief is no longer there.")
    return brief


def _link_for(brief: Brief) -> MirrorLink:
    repository = repositories.chosen()
    known = MirrorLink.objects.select_related("repository")
    link, _is_new = known.get_or_create(
        proposal=brief.proposal,
        repository=repository,
        defaults={"marker": uuid.uuid4()},
    )
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
        return min(hits, key=lambda issue: issue.number)
    _allow_another_post(link, at)
    return None


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
    _commit_intent(link, at)
    try:
        return client.create_issue(
            repository_id, title=draft.title, body=draft.body, labels=draft.labels
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
