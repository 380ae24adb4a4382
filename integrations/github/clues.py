"""What an issue's history tells of how it was answered, kept whole: what is not told
any more is forgotten, what is told again changes nothing."""

import hashlib
import json
from datetime import datetime

from integrations.github.evidence import Evidence
from integrations.github.records import Issue
from integrations.models import Clue, MirrorLink, Piece

Kind = Clue.Kind
TITLE_MAX = 255  # characters


def keep(
    link: MirrorLink, issue: Issue, found: Evidence, piece: Piece | None = None
) -> None:
    """Write the clues of one reading, of the need's issue or of that of a ``piece``;
    inside the caller's transaction, the link's lock in hand."""
    told = {(clue.kind, clue.ref): clue for clue in _told(link, issue, found)}
    rows = link.clues.filter(piece=piece)
    held = {(clue.kind, clue.ref): clue for clue in rows}
    gone = [clue.pk for key, clue in held.items() if key not in told]
    link.clues.filter(pk__in=gone).delete()
    for key, clue in told.items():
        clue.piece = piece
        if key not in held:
            clue.save()
        elif _facts(held[key]) != _facts(clue):
            clue.pk = held[key].pk
            clue.save(force_update=True)


def _told(link: MirrorLink, issue: Issue, found: Evidence) -> list[Clue]:
    pulls = [
        _clue(link, Kind.PULL, pull.number, pull.merge_sha, pull.title, pull.merged_at)
        for pull in found.merged
    ]
    merges = {pull.merge_sha for pull in found.merged}
    commits = [
        _clue(link, Kind.COMMIT, named.sha, named.sha, "", named.at)
        for named in found.closed_by
        if named.sha not in merges
    ]
    closers = merges | {named.sha for named in found.closed_by}
    names = [
        _clue(link, Kind.REFERENCE, named.sha, named.sha, "", named.at)
        for named in found.named_by
        if named.sha not in closers
    ]
    milestones = []
    if issue.milestone:
        title, closed = issue.milestone_title, issue.milestone_closed_at
        milestones = [_clue(link, Kind.MILESTONE, issue.milestone, "", title, closed)]
    return [*pulls, *commits, *names, *milestones]


def _clue(
    link: MirrorLink,
    kind: str,
    ref: int | str,
    sha: str,
    title: str,
    at: datetime | None,
) -> Clue:
    return Clue(
        link=link, kind=kind, ref=str(ref), sha=sha, title=title[:TITLE_MAX], at=at
    )


def _facts(clue: Clue) -> tuple[str, str, datetime | None]:
    return clue.sha, clue.title, clue.at


def stood(link: MirrorLink, clues: list[Clue], *more: str) -> str:
    """A fingerprint of how an issue stands; equal when nothing changed."""
    rows = sorted(
        [clue.kind, clue.ref, clue.sha, str(clue.at), str(clue.piece_id)]
        for clue in clues
    )
    parts = sorted(link.pieces.values_list("pk", "state", "state_reason"))
    whole = [link.state, link.state_reason, rows, parts, *more]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()
