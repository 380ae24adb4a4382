"""The roll of a vote was corrected: whoever was put on it, or taken off, is told.

Those who keep checkpoints of its log get the one that binds the correction.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.journal.models import Entry
from governance.membership.models import Person
from governance.voting import ledger
from governance.voting.models import RollCorrection
from integrations.fates import WillNeverWork
from integrations.mail import checkpoints, posting
from integrations.zones import zone_name

VERBS = ("roll.corrected",)
LANGUAGES = ("fr", "en")
Kind = RollCorrection.Kind
TEMPLATES = {Kind.ADDED: "mail/roll_added", Kind.STRUCK: "mail/roll_struck"}


def deliver(entry: Entry, at: datetime) -> None:
    """The handler of the channel "corrections"."""
    posting.refuse_history(entry, at)
    made = RollCorrection.objects.made().select_related(
        "round__host", "round__federation", "cooperative__federation", "person"
    )
    correction = made.filter(pk=entry.facts.get("correction", 0)).first()
    if correction is None:
        raise WillNeverWork("This correction is no longer there.")
    round, note = correction.round, ledger.last_note(correction.round)
    people = dict.fromkeys([*_concerned(correction), *checkpoints.keepers(round)])
    posting.address(entry, people)

    def written(person: Person) -> EmailMultiAlternatives:
        if person.pk == correction.person_id:
            return letter(correction, person)
        return checkpoints.letter(round, note, person)

    posting.send_waiting(entry, written, at)


def _concerned(correction: RollCorrection) -> list[Person]:
    """The person it is about, if they have a mailbox; else their co-op tells them."""
    person = correction.person
    return [person] if person and person.is_active and person.email else []


def letter(correction: RollCorrection, person: Person) -> EmailMultiAlternatives:
    """The mail to ``person``, in their language. The subject does not say which vote:
    it shows on locked screens and in shared mailboxes."""
    language = person.language if person.language in LANGUAGES else "fr"
    with translation.override(language):
        words = _words(correction, language)
        template = TEMPLATES[Kind(correction.kind)]
        text = render_to_string(f"{template}.txt", words).strip() + "\n"
        mail = EmailMultiAlternatives(
            subject=_subject(correction.kind), body=text, to=[person.email or ""]
        )
        page = render_to_string(f"{template}.html", words)
        mail.attach_alternative(page, "text/html")
    # Out-of-office answers to a portal help nobody (RFC 3834).
    mail.extra_headers = {"Auto-Submitted": "auto-generated"}
    return mail


def _subject(kind: str) -> str:
    if kind == Kind.ADDED:
        return _("You can vote: a roll was corrected")
    return _("You were taken off the roll of a vote")


def _words(correction: RollCorrection, language: str) -> dict[str, Any]:
    round, place = correction.round, correction.cooperative
    closes = timezone.localtime(round.closes_at, timezone.get_default_timezone())
    day = date_format(closes, "DATE_FORMAT")
    if language == "fr" and closes.day == 1:
        day = f"1er{day[1:]}"
    page = "round_ballot" if correction.kind == Kind.ADDED else "round_detail"
    return {
        "language": language,
        "title": getattr(round, f"title_{language}"),
        "holder": getattr(round.place, f"name_{language}"),
        "cooperative": place,
        "federation": getattr(place.federation, f"name_{language}", ""),
        "reason": getattr(correction, f"reason_{language}"),
        "day": day,
        "hour": date_format(closes, "TIME_FORMAT"),
        "zone": zone_name(closes),
        "url": settings.BASE_URL + reverse(page, args=[round.pk]),
    }
