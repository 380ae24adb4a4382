"""Needs as pages show them: with their current wordings and values."""

from django.db.models import Prefetch
from django.utils.translation import get_language

from governance.proposals.models import Proposal, Revision


def wordings(path: str = "") -> Prefetch:
    """Prefetch of ``Proposal.current_revisions``; ``path`` leads to the need."""
    lookup = f"{path}__revisions" if path else "revisions"
    current = Revision.objects.filter(is_current=True)
    return Prefetch(lookup, queryset=current, to_attr="current_revisions")


def reader_language() -> str:
    """The two-letter code of the language the page is read in."""
    return (get_language() or "fr")[:2]


def title_of(need: Proposal) -> Revision | None:
    """The wording to show, whose ``language`` may differ from the reader's."""
    return need.wording(reader_language())
