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
from governance.releases.models import Delivered, Release
from integrations.addresses import need_url, questions_url

TEMPLATES = {
    "decision.recorded": "mail/decision_recorded",
    "preview.offered": "mail/preview_offered",
    "delivery.told": "mail/delivery_told",
    "confirmation.asked": "mail/confirmation_asked",
}
LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class News:
    """What a mail tells: of a need, that it was decided on, may be tried, is
    delivered, or asks for two answers."""

    proposal: Proposal
    decision: Decision | None = None
    release: Release | None = None
    delivered: Delivered | None = None


def letter(verb: str, person: Person, news: News) -> EmailMultiAlternatives:
    """The mail to ``person`` about a journal line of that verb; French unless the
    person chose another language of the portal."""
    language = person.language if person.language in LANGUAGES else "fr"
    with translation.override(language):
        words = _words(verb, person, news, language)
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


def _words(verb: str, person: Person, news: News, language: str) -> dict[str, Any]:
    proposal = news.proposal
    wording = proposal.wording(language)
    slug = wording.slug if wording else str(proposal.number)
    change, change_language = _change(news.delivered, language)
    asks = verb == "confirmation.asked"
    return {
        "language": language,
        "is_author": proposal.author_id == person.pk,
        "title": wording.title if wording else "",
        "cooperative": proposal.cooperative,
        "decision": news.decision,
        "reasons": _reasons(news.decision, language),
        "release": news.release,
        "delivered": news.delivered,
        "change": change,
        "change_language": change_language,
        "url": questions_url(proposal.number, language)
        if asks
        else need_url(proposal.number, slug, language),
    }


def _change(delivered: Delivered | None, language: str) -> tuple[str, str]:
    """What changes, and the language it is told in: French where there is no other."""
    if delivered is None:
        return "", language
    own = delivered.change_en if language == "en" else delivered.change_fr
    return (own, language) if own else (delivered.change_fr, "fr")


def _reasons(decision: Decision | None, language: str) -> str:
    if decision is None:
        return ""
    english = decision.reasons_en if language == "en" else ""
    return english or decision.reasons_fr


def _subject(verb: str, is_author: bool) -> str:
    own, supported = {
        "decision.recorded": (
            _("The board has decided on your need"),
            _("The board has decided on a need you support"),
        ),
        "preview.offered": (
            _("You may try your need before everyone"),
            _("You may try a need you support before everyone"),
        ),
        "delivery.told": (
            _("Your need is delivered: here is what changes"),
            _("A need you support is delivered: here is what changes"),
        ),
        "confirmation.asked": (
            _("Two questions about your need"),
            _("Two questions about a need you support"),
        ),
    }[verb]
    return own if is_author else supported
