"""Where a need is: its one address in each language."""

from django.urls import reverse
from django.utils import translation

from governance.proposals.models import Proposal
from portal.site.languages import OWN_NAMES, reader_language


def need_url(proposal: Proposal, language: str | None = None) -> str:
    """The canonical address, with the words of the title shown in that language."""
    language = language or reader_language()
    wording = proposal.wording(language)
    slug = wording.slug if wording else str(proposal.number)
    with translation.override(language):
        return reverse("need_detail", args=[proposal.number, slug])


def alternates(proposal: Proposal) -> dict[str, str]:
    """The address in every language, for the language switch."""
    return {code: need_url(proposal, code) for code in OWN_NAMES}
