"""A mail as a person reads it: in their language, as text and as simple HTML.

The subject holds no title of a need: it shows on locked screens and shared mailboxes.
"""

from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from governance.decisions.models import Decision
from governance.membership.models import Person
from governance.proposals.models import Proposal
from governance.releases.models import Release
from integrations.addresses import need_url

TEMPLATES = {
    "decision.recorded": "mail/decision_recorded",
    "release.delivered": "mail/release_delivered",
}
LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class News:
    """What a mail tells: of a need, that it was decided on or delivered."""

    proposal: Proposal
    decision: Decision | None = None
    release: Release | None = None


def letter(verb: str, person: Person, news: News) -> EmailMultiAlternatives:
    """The mail to ``person`` about a journal line of that verb; French unless the
    person chose another language of the portal."""
    language = person.language if person.language in LANGUAGES else "fr"
    with translation.override(language):
        words = _words(person, news, language)
        template = TEMPLATES[verb]
        text = render_to_string(f"{template}.txt", words).strip() + "\n"
        mail = EmailMultiAlternatives(
            subject=_subject(verb, words["is_author"]),
            body=text,
            to=[person.email or ""],
        )
        mail.attach_alternative(
            render_to_string(f"{template}.html", words), "text/html"
        )
    # Out-of-office answers to a portal help nobody (RFC 3834).
    mail.extra_headers = {"Auto-Submitted": "auto-generated"}
    return mail


def _words(person: Person, news: News, language: str) -> dict[str, Any]:
    proposal = news.proposal
    wording = proposal.wording(language)
    slug = wording.slug if wording else str(proposal.number)
    return {
        "language": language,
        "is_author": proposal.author_id == person.pk,
        "title": wording.title if wording else "",
        "cooperative": proposal.cooperative,
        "decision": news.decision,
        "reasons": _reasons(news.decision, language),
        "release": news.release,
        "url": need_url(proposal.number, slug, language),
    }


def _reasons(decision: Decision | None, language: str) -> str:
    if decision is None:
        return ""
    english = decision.reasons_en if language == "en" else ""
    return english or decision.reasons_fr


def _subject(verb: str, is_author: bool) -> str:
    if verb == "decision.recorded":
        return (
            _("The board has decided on your need")
            if is_author
            else _("The board has decided on a need you support")
        )
    return (
        _("Your need is built: does it do what you asked?")
        if is_author
        else _("A need you support is built: does it do what was asked?")
    )
