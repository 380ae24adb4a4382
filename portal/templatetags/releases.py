"""How we know, in sentences: for the pages of needs."""

from django import template

from governance.releases import words
from governance.releases.lifecycle import Counts
from governance.releases.models import Evidence

register = template.Library()


@register.filter
def evidence_sentence(piece: Evidence) -> str:
    return words.sentence(piece)


@register.filter
def answers_in_words(counts: Counts) -> list[str]:
    """Members' answers, as far as they may be told."""
    return words.answers(counts)
