"""The signed checkpoint of a public log, mailed to those who can hold us to it.

The secretaries of the co-ops that vote and the federation's officers each keep a copy:
whoever rewrote the log afterwards would be contradicted by all of them.
"""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from governance.journal.models import Entry
from governance.membership.models import Person, Seat
from governance.voting import ledger
from governance.voting.models import Round
from integrations.addresses import verification_url
from integrations.fates import WillNeverWork
from integrations.mail import posting

VERBS = ("round.opened", "round.extended", "round.sealed", "round.voided")
LANGUAGES = ("fr", "en")


def deliver(entry: Entry, at: datetime) -> None:
    """The handler of the channel "checkpoints"."""
    posting.refuse_history(entry, at)
    held = Round.objects.select_related("host", "federation")
    round = held.filter(pk=entry.subject_id).first()
    note = ledger.last_note(round) if round else ""
    if round is None or not note:
        raise WillNeverWork("This vote has no signed checkpoint to send.")
    posting.address(entry, keepers(round))
    posting.send_waiting(entry, lambda person: letter(round, note, person), at)


def keepers(round: Round) -> QuerySet[Person]:
    """Secretaries of the co-ops that vote, and officers of their federation, who have
    a mailbox."""
    seats = Seat.objects.current().filter(
        Q(role=Seat.Role.SECRETARY, cooperative__in=round.cooperatives.all())
        | Q(
            role=Seat.Role.FEDERATION_OFFICER,
            federation__cooperatives__in=round.cooperatives.all(),
        )
    )
    people = Person.objects.filter(seats__in=seats, is_active=True)
    return people.exclude(email=None).exclude(email="").distinct().order_by("pk")


def letter(round: Round, note: str, person: Person) -> EmailMultiAlternatives:
    """The mail to ``person``, in their language; the note stands in it as it is."""
    language = person.language if person.language in LANGUAGES else "fr"
    with translation.override(language):
        words: dict[str, Any] = {
            "language": language,
            "title": getattr(round, f"title_{language}"),
            "note": note,
            "url": verification_url(round.pk, language),
        }
        text = render_to_string("mail/checkpoint.txt", words).strip() + "\n"
        mail = EmailMultiAlternatives(
            subject=_("Please keep this: a checkpoint of a vote"),
            body=text,
            to=[person.email or ""],
        )
        page = render_to_string("mail/checkpoint.html", words)
        mail.attach_alternative(page, "text/html")
    # Out-of-office answers to a portal help nobody (RFC 3834).
    mail.extra_headers = {"Auto-Submitted": "auto-generated"}
    return mail
