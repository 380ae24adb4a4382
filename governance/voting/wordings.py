"""Both languages in step: what members read on a ballot says the same to everyone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from governance.proposals.models import Proposal
from governance.voting.models import Round


@dataclass(frozen=True)
class OutOfStep:
    """A need whose wording in ``language`` is missing, or older than the original."""

    need: Proposal
    language: str
    missing: bool

    @property
    def sentence(self) -> str:
        return SENTENCES[self.language, self.missing]() % {"number": self.need.number}


def out_of_step(needs: Iterable[Proposal]) -> list[OutOfStep]:
    """The needs that cannot be put to members yet, in the order given."""
    return [late for need in needs if (late := _late(need)) is not None]


def late_in(round: Round) -> list[OutOfStep]:
    """The same, of a round, read anew: its page knows one language only."""
    needs = Proposal.objects.filter(options__round=round)
    ordered = needs.order_by("options__position").prefetch_related("revisions")
    return out_of_step(ordered)


def _late(need: Proposal) -> OutOfStep | None:
    current = {wording.language: wording for wording in need.current_wordings()}
    original = current.get(need.language)
    for code, _name in settings.LANGUAGES:
        told = current.get(code)
        if told is None:
            return OutOfStep(need, code, missing=True)
        if original is not None and told.at < original.at:
            return OutOfStep(need, code, missing=False)
    return None


SENTENCES = {
    ("fr", True): lambda: _("Need no. %(number)s has no wording in French yet."),
    ("en", True): lambda: _("Need no. %(number)s has no wording in English yet."),
    ("fr", False): lambda: _(
        "The French wording of need no. %(number)s is older than the original: read it "
        "again."
    ),
    ("en", False): lambda: _(
        "The English wording of need no. %(number)s is older than the original: read "
        "it again."
    ),
}
