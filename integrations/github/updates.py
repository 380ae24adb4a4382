"""A brief confirmed anew: its issue is brought up to date, developers' text kept.

We own the managed block and, until somebody edits it, the title. Everything else in
the issue belongs to the developers.
"""

from datetime import datetime
from typing import Any

from integrations.github import budget, labels, links, markers, milestones, remarks
from integrations.github.client import Client
from integrations.github.issues import Draft
from integrations.github.markers import BEGIN, END
from integrations.github.records import Issue
from integrations.models import MirrorLink, Remark

Trouble = MirrorLink.Trouble

EDITED = (
    "Our text above was changed by hand, so it was left as it is. The brief says now:"
)
MARKERS = (
    "The marks around our text above are gone, so it was left as it is. "
    "The brief says now:"
)
ADOPTED = "Members of a co-operative asked for this. Their brief:"


def apply(client: Client, link: MirrorLink, draft: Draft, at: datetime) -> None:
    """Send what changed of ours, and only that."""
    assert link.repository.remote_id is not None
    assert link.number is not None
    issue = client.issue(link.repository.remote_id, link.number)
    if link.adopted:
        _tell(client, link, Remark.Purpose.BRIEF, ADOPTED, draft, at)
    else:
        _bring_up_to_date(client, link, issue, draft, at)
    labels.apply(client, link, issue, draft.marks, at)
    milestones.apply(client, link, issue, at)


def _bring_up_to_date(
    client: Client, link: MirrorLink, issue: Issue, draft: Draft, at: datetime
) -> None:
    ours = markers.block_hash(draft.body)
    fields: dict[str, Any] = {}
    if ours != link.sent_block_hash:
        body = _replaced(issue, link, draft)
        if body is None:
            _keep_theirs(client, link, issue, draft, at)
        elif ours != markers.block_hash(issue.body):
            fields["body"] = body
    if issue.title == link.sent_title != draft.title:
        fields["title"] = draft.title
    if fields:
        _send(client, link, fields, at)


def _send(
    client: Client, link: MirrorLink, fields: dict[str, Any], at: datetime
) -> None:
    assert link.repository.remote_id is not None
    assert link.number is not None
    budget.spend(at, link, creates=False)
    sent = client.update_issue(link.repository.remote_id, link.number, **fields)
    mine = MirrorLink.objects.filter(pk=link.pk)
    if "title" in fields:
        mine.update(sent_title=fields["title"])
    if "body" in fields:
        mine.update(sent_block_hash=markers.block_hash(sent.body))
        links.clear(link, Trouble.EDITED, Trouble.MARKERS)


def _replaced(issue: Issue, link: MirrorLink, draft: Draft) -> str | None:
    """The body with our new block; ``None`` when the old one is not ours any more."""
    theirs, ours = markers.parts(issue.body), markers.parts(draft.body)
    if theirs is None or ours is None:
        return None
    there = markers.block_hash(issue.body)
    if there not in (link.sent_block_hash, markers.block_hash(draft.body)):
        return None
    return f"{theirs.before}{BEGIN}{ours.block}{END}{theirs.after}"


def _keep_theirs(
    client: Client, link: MirrorLink, issue: Issue, draft: Draft, at: datetime
) -> None:
    """Their words stay; ours go into one comment, and a person is told."""
    gone = markers.parts(issue.body) is None
    why = MARKERS if gone else EDITED
    _tell(client, link, Remark.Purpose.TROUBLE, why, draft, at)
    links.flag(link, Trouble.MARKERS if gone else Trouble.EDITED, at)


def _tell(
    client: Client, link: MirrorLink, purpose: str, why: str, draft: Draft, at: datetime
) -> None:
    ours = markers.parts(draft.body)
    assert ours is not None
    remarks.say(client, link, purpose, f"{why}\n\n{ours.block.strip()}", at)
