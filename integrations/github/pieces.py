"""The parts of a brief: each in an issue of its own, under the issue of the need.

They are made, found again and brought up to date as the need's own issue is. Where
the server has no sub-issues the need's issue lists them instead. What developers do
with an issue of a part (close it, move it, take it from under the need's) stays.
"""

import uuid
from datetime import datetime

from django.db.models import Q

from governance.proposals.models import Brief, BriefPart
from integrations.github import budget, once, piece_issues, updates
from integrations.github.client import Client
from integrations.github.errors import Missing, Rejected
from integrations.github.facts import facts_of
from integrations.github.issues import Draft
from integrations.github.progress import reading
from integrations.models import MirrorLink, Piece, Repository


def follow(client: Client, link: MirrorLink, brief: Brief, at: datetime) -> bool:
    """Have each part stand in its issue, and tell those that are taken out. False
    when there was nothing to follow."""
    asked, dropped = _pieces(link, brief)
    if not asked and not dropped:
        return False
    facts = facts_of(brief)
    for place, piece in enumerate(asked, 1):
        _stand(client, piece, piece_issues.draft(facts, place, piece.marker), at)
    for piece in dropped:
        _take_out(client, piece, at)
    _tie(client, link, asked, dropped, at)
    reading.read(client, [link], at)
    return True


def _pieces(link: MirrorLink, brief: Brief) -> tuple[list[Piece], list[Piece]]:
    """The pieces of the brief's parts, in their order, new ones made; and those whose
    part was taken out and whose issue was not told yet. One of which nothing ever
    left is forgotten."""
    parts = list(brief.parts.all())
    theirs = Q(part__in=parts) | Q(part=None, link=link)
    known = [_of(link, piece) for piece in Piece.objects.filter(theirs)]
    loose = [piece for piece in known if piece.part_id is None]
    if any(piece.first_attempt_at is None for piece in loose):
        link.pieces.filter(part=None, first_attempt_at=None).delete()
    standing = {piece.part_id: piece for piece in known}
    asked = [standing.get(part.pk) or _piece(link, part) for part in parts]
    return asked, [p for p in loose if p.first_attempt_at and not p.taken_out]


def _piece(link: MirrorLink, part: BriefPart) -> Piece:
    new = {"link": link, "repository": link.repository, "marker": uuid.uuid4()}
    return _of(link, Piece.objects.get_or_create(part=part, defaults=new)[0])


def _of(link: MirrorLink, piece: Piece) -> Piece:
    """With what is known already of its link and its repository, not read again."""
    if piece.link_id == link.pk:
        piece.link = link
    if piece.repository_id == link.repository_id:
        piece.repository = link.repository
    return piece


def _stand(client: Client, piece: Piece, draft: Draft, at: datetime) -> None:
    if piece.number is None:
        issue = once.issue_for(client, piece, draft, at)
        made = once.sent(issue, draft) | {"remote_id": issue.id}
        piece.row.filter(number=None).update(**made)
        piece.refresh_from_db()
    elif piece.state != Piece.State.GONE:
        _update(client, piece, draft, at)


def _update(client: Client, piece: Piece, draft: Draft, at: datetime) -> None:
    try:
        updates.apply_to_piece(client, piece, draft, at)
    except Missing:
        # Deleted or moved by developers: it is not made again by itself.
        piece.row.update(state=Piece.State.GONE)


def _take_out(client: Client, piece: Piece, at: datetime) -> None:
    """Its issue says that the co-op asks for it no more; closing it is up to those
    who may be at work on it."""
    draft = piece_issues.taken_out(
        piece.sent_title, piece.marker, piece.repository.language
    )
    if piece.number is None:
        found = once.look(client, piece, at)
        if found is None:
            piece.delete()
            return
        piece.row.update(**once.sent(found, draft), remote_id=found.id)
        piece.refresh_from_db()
    _update(client, piece, draft, at)
    piece.row.update(taken_out=True)


def _tie(
    client: Client,
    link: MirrorLink,
    asked: list[Piece],
    dropped: list[Piece],
    at: datetime,
) -> None:
    """Under the need's issue what was never there; from under it what is taken out."""
    assert link.number is not None
    home = link.repository.remote_id
    assert home is not None
    listed = client.parts(home, link.number)
    if listed is None:
        client.issue(home, link.number)  # raises when it is the issue that is lost
    _note(link.repository, listed is None)
    there = {part.html_url for part in listed or ()}
    if listed is None:
        return
    for piece in asked:
        if not piece.tied and piece.remote_id:
            if piece.html_url not in there:
                _add(client, link, home, piece, at)
            piece.row.update(tied=True)
    for piece in dropped:
        if piece.remote_id and piece.html_url in there:
            budget.spend(at, link, creates=False)
            client.remove_part(home, link.number, piece.remote_id)


def _add(
    client: Client, link: MirrorLink, home: int, piece: Piece, at: datetime
) -> None:
    assert link.number is not None
    assert piece.remote_id is not None
    budget.spend(at, link, creates=True)
    try:
        client.add_part(home, link.number, piece.remote_id)
    except Rejected:
        # Developers put it under another issue meanwhile: there it stays.
        return


def _note(home: Repository, lists_parts: bool) -> None:
    if home.lists_parts != lists_parts:
        home.lists_parts = lists_parts
        home.save(update_fields=["lists_parts"])
