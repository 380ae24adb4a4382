"""Exactly what a brief sends to GitHub, to be read before it is confirmed."""

from dataclasses import dataclass
from uuid import UUID

from governance.proposals.models import Brief
from integrations.github import facts, issues, piece_issues

# Stands in the preview where the mirror will put its own technical marker.
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Leaving:
    """An issue as GitHub will receive it: plain text, nothing hidden. ``parts`` are
    the issues under it."""

    title: str
    body: str
    labels: list[str]
    parts: tuple["Leaving", ...] = ()
    effort_days: int = 0


def what_leaves(brief: Brief) -> Leaving:
    said = facts.facts_of(brief)
    drawn = issues.draft(said, NOBODY)
    places = range(1, len(said.parts) + 1)
    return Leaving(
        title=drawn.title,
        body=issues.block(said),
        labels=drawn.labels,
        parts=tuple(_part(said, place) for place in places),
        effort_days=sum(part.effort_days or 0 for part in said.parts),
    )


def _part(said: issues.Facts, place: int) -> Leaving:
    drawn = piece_issues.draft(said, place, NOBODY)
    body = piece_issues.block(said, place)
    return Leaving(title=drawn.title, body=body, labels=drawn.labels)
