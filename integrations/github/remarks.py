"""Comments of ours: each made once, then edited; found again by its signed marker."""

import hashlib
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from governance.proposals.models import Comment
from integrations.fates import TryLater, WillNeverWork
from integrations.github import budget, markers
from integrations.github.client import Client
from integrations.models import MirrorLink, Remark

MOST = 50  # under one issue; GitHub closes it for good at 2,500
EARLIER = timedelta(minutes=5)  # clocks differ


def say(
    client: Client,
    link: MirrorLink,
    purpose: str,
    text: str,
    at: datetime,
    about: Comment | None = None,
) -> Remark:
    """Have ``text`` stand under the issue: written when it is new, edited when it
    changed, left alone otherwise."""
    remark = _remark_for(link, purpose, about)
    sent = hashlib.sha256(text.encode()).hexdigest()
    if remark.remote_id and remark.sent_hash == sent:
        return remark
    remark.remote_id = remark.remote_id or _found(client, link, remark, at)
    body = f"{markers.marker(remark.marker)}\n{text}"
    if remark.remote_id:
        budget.spend(at, link, creates=False)
        client.edit_comment(_home(link), remark.remote_id, body)
    else:
        budget.spend(at, link, creates=True)
        _commit_intent(remark, at)
        remark.remote_id = client.create_comment(_home(link), _number(link), body).id
    Remark.objects.filter(pk=remark.pk).update(
        remote_id=remark.remote_id, sent_hash=sent
    )
    return remark


def _remark_for(link: MirrorLink, purpose: str, about: Comment | None) -> Remark:
    known = link.remarks.filter(purpose=purpose, about=about).first()
    if known is None and link.remarks.count() >= MOST:
        raise WillNeverWork("We have written enough under this issue.")
    return (
        known
        or Remark.objects.get_or_create(
            link=link, purpose=purpose, about=about, defaults={"marker": uuid.uuid4()}
        )[0]
    )


def _found(
    client: Client, link: MirrorLink, remark: Remark, at: datetime
) -> int | None:
    """A comment whose answer was lost; ``None`` when another may be written."""
    if remark.posted_at is None:
        return None
    listed = client.comments(_home(link), _number(link), remark.posted_at - EARLIER)
    for comment in listed:
        if markers.marked(comment.body) == remark.marker and client.me.wrote(comment):
            return comment.id
    wait = timedelta(seconds=settings.GITHUB.get("REPOST_WAIT", 60))
    left = remark.posted_at + 2 * wait - at
    if left > timedelta(0):
        raise TryLater("A first comment may have arrived; looking again.", left)
    return None


def _commit_intent(remark: Remark, at: datetime) -> None:
    """Of two workers only the one that saw the row as it stands may go on."""
    seen = Remark.objects.filter(pk=remark.pk, posted_at=remark.posted_at)
    with transaction.atomic(durable=True):
        mine = seen.update(posted_at=at)
    if not mine:
        raise TryLater("Another worker is writing this comment.")


def _home(link: MirrorLink) -> int:
    assert link.repository.remote_id is not None
    return link.repository.remote_id


def _number(link: MirrorLink) -> int:
    assert link.number is not None
    return link.number
