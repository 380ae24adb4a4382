"""What speaks for a version delivering the need of an issue: each thing found, with its
certainty. Only containment proves; the rest are hints for a person.

Read as "the tag contains the commit": a squash, a rebase and a plain merge all leave a
commit that GitHub names. A correction made on another branch holds a *copy* of it, with
another name: that is a hint, however clear.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from governance.releases.models import Evidence
from integrations.github.evidence import closes
from integrations.github.records import RemoteCommit
from integrations.github.versions import Version, plain
from integrations.models import Clue, MirrorLink, Piece

Kind, Certainty = Evidence.Kind, Evidence.Certainty
PICKED = re.compile(r"\(cherry picked from commit ([0-9a-f]{7,40})\)")
SQUASHED = re.compile(r"\(#(\d{1,9})\)\s*$")
MERGED = re.compile(r"^Merge pull request #(\d{1,9})\b")
WITH_THE_VERSION = timedelta(days=1)  # a milestone closed that close to it


@dataclass(frozen=True)
class Found:
    """``facts`` go into the evidence: numbers and names of commits."""

    kind: str
    certainty: str
    facts: dict[str, Any]


def found(
    version: Version,
    link: MirrorLink,
    clues: list[Clue],
    since: datetime | None,
    parts: Sequence[Piece] = (),
) -> list[Found]:
    """Everything found. ``since`` is when the need was last taken up again: what was
    merged before answered the question badly, and proves nothing now. ``parts`` are
    those that the co-op still asks for."""
    told = [clue for clue in clues if since is None or _is_after(clue, since)]
    fresh = [clue for clue in told if clue.piece_id is None]
    held = _contained(version, link, fresh) or _of_parts(version, link, told, parts)
    if held or version.release.is_preview:
        return [held] if held else []
    hints = [
        _copied(version, link, fresh),
        _numbered(version, link, fresh),
        _tied(version, link, fresh),
        _milestone(version, link, fresh),
        _noted(version, link),
    ]
    return [hint for hint in hints if hint]


def _is_after(clue: Clue, since: datetime) -> bool:
    return clue.at is not None and clue.at > since


def _contained(version: Version, link: MirrorLink, clues: list[Clue]) -> Found | None:
    """Proved when the issue is closed as well; merged work that still leaves the
    issue open may be half of it."""
    for clue in _answers(clues):
        if version.contains(clue.sha):
            closed = link.state == MirrorLink.State.CLOSED
            return Found(
                Kind.CONTAINED,
                Certainty.PROVED if closed else Certainty.LIKELY,
                _facts(version, link)
                | {
                    "pull": int(clue.ref) if clue.kind == Clue.Kind.PULL else None,
                    "sha": clue.sha,
                    "comparison": version.stands_to(clue.sha),
                },
            )
    return None


def _of_parts(
    version: Version, link: MirrorLink, clues: list[Clue], asked: Sequence[Piece]
) -> Found | None:
    """The version contains work of every part, and each was closed as done. Proved
    when the need's own issue is closed as well; parts alone never deliver a need."""
    if not asked or not all(piece.is_done for piece in asked):
        return None
    shas = [_of_part(version, clues, piece) for piece in asked]
    if not all(shas):
        return None
    closed = link.state == MirrorLink.State.CLOSED
    return Found(
        Kind.CONTAINED,
        Certainty.PROVED if closed else Certainty.LIKELY,
        _facts(version, link)
        | {
            "parts": [piece.number for piece in asked],
            "sha": shas[-1],
            "comparison": version.stands_to(shas[-1]),
        },
    )


def _of_part(version: Version, clues: list[Clue], piece: Piece) -> str:
    """A commit of the version that answers the part; empty without one."""
    work = [clue for clue in _answers(clues) if clue.piece_id == piece.pk]
    return next((clue.sha for clue in work if version.contains(clue.sha)), "")


def _answers(clues: list[Clue]) -> list[Clue]:
    """Merged work, the newest first."""
    kinds = (Clue.Kind.PULL, Clue.Kind.COMMIT)
    found = [c for c in clues if c.sha and c.kind in kinds]
    return sorted(found, key=lambda c: str(c.at), reverse=True)


def _copied(version: Version, link: MirrorLink, clues: list[Clue]) -> Found | None:
    """A commit of the version says that it was picked from the merged work."""
    picked = [(c, sha) for c in version.gained for sha in PICKED.findall(c.message)]
    if not picked:
        return None
    ours = set(_work(version, clues))
    for commit, origin in picked:
        if any(sha.startswith(origin) for sha in ours):
            return _hint(version, link, Kind.MERGE, sha=commit.sha, copy_of=origin)
    return None


def _work(version: Version, clues: list[Clue]) -> Iterator[str]:
    """The merged commits, and those of their pull requests."""
    for clue in clues:
        if clue.kind in (Clue.Kind.PULL, Clue.Kind.COMMIT):
            yield clue.sha
        if clue.kind == Clue.Kind.PULL:
            home, number = version.repository_id, int(clue.ref)
            yield from (c.sha for c in version.client.pull_commits(home, number))


def _numbered(version: Version, link: MirrorLink, clues: list[Clue]) -> Found | None:
    pulls = {int(clue.ref) for clue in clues if clue.kind == Clue.Kind.PULL}
    for commit in version.gained if pulls else []:
        if named := pulls & _pulls_of(commit):
            return _hint(version, link, Kind.PULL, sha=commit.sha, pull=min(named))
    return None


def _pulls_of(commit: RemoteCommit) -> set[int]:
    subject = commit.subject
    return {int(n) for n in (*SQUASHED.findall(subject), *MERGED.findall(subject))}


def _tied(version: Version, link: MirrorLink, clues: list[Clue]) -> Found | None:
    """A commit of the version names the issue, or the issue's history names it."""
    named = {clue.sha for clue in clues if clue.kind == Clue.Kind.REFERENCE}
    for commit in version.gained:
        if commit.sha in named or link.number in closes(
            commit.message, link.repository
        ):
            return _hint(version, link, Kind.TIMELINE, sha=commit.sha)
    return None


def _milestone(version: Version, link: MirrorLink, clues: list[Clue]) -> Found | None:
    """Named like the version, or closed on the same day."""
    release = version.release
    names = {plain(release.tag), plain(release.name)} - {""}
    for clue in clues:
        if clue.kind != Clue.Kind.MILESTONE:
            continue
        near = clue.at and abs(clue.at - release.published_at) <= WITH_THE_VERSION
        if near or plain(clue.title) in names:
            return _hint(version, link, Kind.MILESTONE, milestone=clue.title)
    return None


def _noted(version: Version, link: MirrorLink) -> Found | None:
    number = re.escape(str(link.number))
    home = re.escape(f"{link.repository.full_name}/issues/")
    said = rf"(?<![\w/#])#{number}\b|{home}{number}\b"
    if re.search(said, version.release.notes, re.IGNORECASE):
        return _hint(version, link, Kind.NOTES)
    return None


def _hint(version: Version, link: MirrorLink, kind: str, **more: Any) -> Found:
    return Found(kind, Certainty.LIKELY, _facts(version, link) | more)


def _facts(version: Version, link: MirrorLink) -> dict[str, Any]:
    return {"issue": link.number, "tag": version.release.tag}
