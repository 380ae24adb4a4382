"""Exactly what a brief sends to GitHub, to be read before it is confirmed."""

from dataclasses import dataclass
from uuid import UUID

from governance.proposals.models import Brief
from integrations.github import facts, issues

# Stands in the preview where the mirror will put its own technical marker.
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Leaving:
    """The issue as GitHub will receive it: plain text, nothing hidden."""

    title: str
    body: str
    labels: list[str]


def what_leaves(brief: Brief) -> Leaving:
    said = facts.facts_of(brief)
    drawn = issues.draft(said, NOBODY)
    labels = [mark.name for mark in drawn.marks]
    return Leaving(title=drawn.title, body=issues.block(said), labels=labels)
