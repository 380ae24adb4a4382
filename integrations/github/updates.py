"""A brief confirmed anew: its issue is brought up to date, developers' text kept.

We own the managed block and, until somebody edits it, the title. Everything else in
the issue belongs to the developers.
"""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import pgettext_lazy

from integrations.github import budget, labels, links, markers, milestones, remarks
from integrations.github.client import Client
from integrations.github.errors import Missing
from integrations.github.issues import Draft
from integrations.github.markers import BEGIN, END
from integrations.github.records import Issue
from integrations.models import MirrorLink, Piece, Remark

Trouble = MirrorLink.Trouble

EDITED = pgettext_lazy(
    "issue",
    "Our text above was changed by hand, so it was left as it is. The brief says now:",
)
MARKERS = pgettext_lazy(
    "issue",
    "The marks around our text above are gone, so it was left as it is. "
    "The brief says now:",
)
ADOPTED = pgettext_lazy(
    "issue", "Members of a co-operative asked for this. Their brief:"
)


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


def apply_to_piece(client: Client, piece: Piece, draft: Draft, at: datetime) -> None:
    """The same for the issue of a part. ``Missing`` when another issue answers under
    its number: it was moved."""
    assert piece.repository.remote_id is not None
    assert piece.number is not None
    issue = client.issue(piece.repository.remote_id, piece.number)
    if issue.id != piece.remote_id:
        raise Missing("The issue of a part is somewhere else now.")
    fields, kept = _changes(issue, piece, draft)
    if piece.edited != kept:
        piece.row.update(edited=kept)
    if fields:
        _send(client, piece, fields, at)
    labels.apply(client, piece, issue, draft.marks, at)
    if draft.marks:
        milestones.apply(client, piece, issue, at)


def _bring_up_to_date(
    client: Client, link: MirrorLink, issue: Issue, draft: Draft, at: datetime
) -> None:
    fields, kept = _changes(issue, link, draft)
    if kept:
        _keep_theirs(client, link, issue, draft, at)
    if fields:
        _send(client, link, fields, at)
        if "body" in fields:
            links.clear(link, Trouble.EDITED, Trouble.MARKERS)


def _changes(
    issue: Issue, stand: MirrorLink | Piece, draft: Draft
) -> tuple[dict[str, Any], bool]:
    """What to send of ours; and whether our text has to stay away because theirs
    stands in its place."""
    ours, fields, kept = markers.block_hash(draft.body), {}, False
    if ours != stand.sent_block_hash:
        body = _replaced(issue, stand, draft)
        kept = body is None
        if body is not None and ours != markers.block_hash(issue.body):
            fields["body"] = body
    if issue.title == stand.sent_title != draft.title:
        fields["title"] = draft.title
    return fields, kept


def _send(
    client: Client, stand: MirrorLink | Piece, fields: dict[str, Any], at: datetime
) -> None:
    assert stand.repository.remote_id is not None
    assert stand.number is not None
    budget.spend(at, stand.home, creates=False)
    sent = client.update_issue(stand.repository.remote_id, stand.number, **fields)
    if "title" in fields:
        stand.row.update(sent_title=fields["title"])
    if "body" in fields:
        stand.row.update(sent_block_hash=markers.block_hash(sent.body))


def _replaced(issue: Issue, link: MirrorLink | Piece, draft: Draft) -> str | None:
    """The body with our new block; ``None`` when the old one is not ours any more."""
    theirs, ours = markers.parts(issue.body), markers.parts(draft.body)
    if theirs is None or ours is None:
        return None
    there = markers.block_hash(issue.body)
    if there not in (link.sent_block_hash, markers.block_hash(draft.body)):
        return None
    block = markers.with_their_ticks(ours.block, theirs.block)
    return f"{theirs.before}{BEGIN}{block}{END}{theirs.after}"


def _keep_theirs(
    client: Client, link: MirrorLink, issue: Issue, draft: Draft, at: datetime
) -> None:
    """Their words stay; ours go into one comment, and a person is told."""
    gone = markers.parts(issue.body) is None
    why = MARKERS if gone else EDITED
    _tell(client, link, Remark.Purpose.TROUBLE, why, draft, at)
    links.flag(link, Trouble.MARKERS if gone else Trouble.EDITED, at)


def _tell(
    client: Client,
    link: MirrorLink,
    purpose: str,
    why: object,
    draft: Draft,
    at: datetime,
) -> None:
    ours = markers.parts(draft.body)
    assert ours is not None
    with translation.override(link.repository.language):
        said = str(why)
    remarks.say(client, link, purpose, f"{said}\n\n{ours.block.strip()}", at)
