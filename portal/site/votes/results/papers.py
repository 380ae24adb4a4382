"""Needs by a letter each, so that a small drawing can name them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.voting.models import Round
from portal.site.flows import letters
from portal.site.votes.shown import Choice, choices


@dataclass(frozen=True)
class Lettered:
    option: Choice
    letter: str

    @property
    def quoted(self) -> str:
        return _("“%(title)s”") % {"title": self.option.title}


def lettered(round: Round) -> dict[int, Lettered]:
    """In the order of the ballot paper, by number of the need."""
    papers = choices(round)
    names = letters(len(papers))
    return {c.number: Lettered(c, n) for c, n in zip(papers, names, strict=True)}
