"""Exactly what a brief sends to GitHub, to be read before it is confirmed; and what
in it does not leave."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from governance import guard
from governance.proposals.models import Brief, Proposal
from integrations.github import door, facts, issues, piece_issues
from portal.site.needs.review import noticed

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


def kept_back(brief: Brief) -> list[str]:
    """Why the brief as it stands would stay here, a sentence for each thing to take
    out: the door of the mirror asks the same of it."""
    text = door.text_of(brief)
    stopped = [found.sentence for found in noticed(text) if found.tier == guard.BLOCK]
    return stopped + [points_to(words) for words in door.named(brief.proposal, text)]


def names_in(proposal: Proposal, given: dict[str, str]) -> dict[str | None, list[str]]:
    """Those sentences by the field in which each name stands; under ``None`` a name
    whose words stand in two of them."""
    found: dict[str | None, list[str]] = {}
    plain = {name: " ".join(text.split()) for name, text in given.items()}
    for words in door.named(proposal, "\n".join(given.values())):
        at = next((name for name, text in plain.items() if words in text), None)
        found.setdefault(at, []).append(points_to(words))
    return found


def points_to(words: str) -> str:
    """Said to those who read these very words on the page."""
    told = _("“%(words)s” points to a person. Take it out: write “a member”, say.")
    return told % {"words": words}
