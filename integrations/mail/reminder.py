"""The words of a reminder: who holds the vote, until when, where; nothing of what."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.membership.models import Person
from governance.voting.models import RollLine, Round
from integrations.zones import zone_name

LANGUAGES = ("fr", "en")


def letter(round: Round, line: RollLine, person: Person) -> EmailMultiAlternatives:
    """The mail to ``person``, in their language, as text and as simple HTML. The
    subject names nobody: it shows on locked screens and in shared mailboxes."""
    language = person.language if person.language in LANGUAGES else "fr"
    with translation.override(language):
        words = _words(round, line, language)
        text = render_to_string("mail/round_reminder.txt", words).strip() + "\n"
        mail = EmailMultiAlternatives(
            subject=_("A vote waits for you"), body=text, to=[person.email or ""]
        )
        page = render_to_string("mail/round_reminder.html", words)
        mail.attach_alternative(page, "text/html")
    # Out-of-office answers to a portal help nobody (RFC 3834).
    mail.extra_headers = {"Auto-Submitted": "auto-generated"}
    return mail


def _words(round: Round, line: RollLine, language: str) -> dict[str, Any]:
    closes = timezone.localtime(round.closes_at, timezone.get_default_timezone())
    day = date_format(closes, "DATE_FORMAT")
    if language == "fr" and closes.day == 1:
        day = f"1er{day[1:]}"
    return {
        "language": language,
        "holder": getattr(round.place, f"name_{language}"),
        "cooperative": line.cooperative,
        "day": day,
        "hour": date_format(closes, "TIME_FORMAT"),
        "zone": zone_name(closes),
        "url": settings.BASE_URL + reverse("round_ballot", args=[round.pk]),
    }
