"""How a need is worded: kept as a wording of its own, and found under its words."""

from datetime import datetime
from typing import Any

from governance.membership.models import Person
from governance.proposals import search, wording
from governance.proposals.excuses import Pass
from governance.proposals.models import Proposal, Revision
from governance.prose import to_html


def write_wording(
    proposal: Proposal,
    *,
    by: Person,
    at: datetime,
    language: str,
    title: str,
    text: str,
) -> tuple[Revision, bool, dict[str, Any]]:
    """The current wording, whether it is new, and the excuses that let it pass."""
    excused = Pass(proposal.cooperative)
    words = checked_words(title, text, excused)
    current = proposal.revisions.filter(language=language, is_current=True).first()
    if current and (current.title, current.text) == words:
        return current, False, {}
    number = 1
    if current:
        number = current.number + 1
        proposal.revisions.filter(language=language).update(is_current=False)
    revision = add_revision(
        proposal, words, number=number, language=language, by=by, at=at
    )
    _index(proposal, at)
    excused.note(proposal, at=at)
    return revision, True, excused.facts


def checked_words(title: str, text: str, excused: Pass) -> tuple[str, str]:
    """Title and text as they will be kept; ``excused`` remembers what let them pass."""
    return wording.checked_title(title, excused), wording.checked_need(text, excused)


def add_revision(
    proposal: Proposal,
    words: tuple[str, str],
    *,
    number: int,
    language: str,
    by: Person,
    at: datetime,
) -> Revision:
    """One more wording, whose words are checked; the caller numbers it."""
    title, text = words
    is_original = language == proposal.language
    revision: Revision = proposal.revisions.create(
        language=language,
        number=number,
        origin=Revision.Origin.AUTHOR if is_original else Revision.Origin.TRANSLATION,
        title=title,
        slug=wording.slug_of(title, language),
        text=text,
        html=to_html(text),
        written_by=by,
        at=at,
    )
    return revision


def _index(proposal: Proposal, at: datetime) -> None:
    """The need is found under its new words, and is as new as they are."""
    current = proposal.revisions.filter(is_current=True).values_list("title", "text")
    texts = [part for both in current for part in both]
    proposal.search_text = search.index(str(proposal.number), *texts)
    proposal.changed_at = at
    proposal.save(update_fields=["search_text", "changed_at"])
