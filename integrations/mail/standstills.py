"""A round does not open, or cannot be counted: those who hold it are told, once."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from governance.journal.models import Entry
from governance.membership.models import Person, Seat
from governance.membership.seats import ROLE_GRANTS
from governance.voting.models import Round
from integrations.fates import WillNeverWork
from integrations.mail import posting

VERBS = ("round.stands_still",)
LANGUAGES = ("fr", "en")
TEMPLATE = "mail/round_stands_still"


def deliver(entry: Entry, at: datetime) -> None:
    """The handler of the channel "standstills"."""
    posting.refuse_history(entry, at)
    held = Round.objects.select_related("host", "federation", "standstill")
    round = held.filter(pk=entry.subject_id, standstill__isnull=False).first()
    if round is None:
        raise WillNeverWork("This vote is no longer there.")
    posting.address(entry, holders(round))
    posting.send_waiting(entry, lambda person: letter(round, person), at)


def holders(round: Round) -> QuerySet[Person]:
    """Who may open or cancel the round at its place, and has a mailbox."""
    running = [role for role, rights in ROLE_GRANTS.items() if "run_rounds" in rights]
    seats = Seat.objects.current().filter(
        Q(role__in=running, cooperative=round.host_id, cooperative__isnull=False)
        | Q(
            role=Seat.Role.FEDERATION_OFFICER,
            federation=round.federation_id,
            federation__isnull=False,
        )
    )
    people = Person.objects.filter(seats__in=seats, is_active=True)
    return people.exclude(email=None).exclude(email="").distinct().order_by("pk")


def letter(round: Round, person: Person) -> EmailMultiAlternatives:
    """The mail to ``person``, in their language."""
    language = person.language if person.language in LANGUAGES else "fr"
    with translation.override(language):
        words: dict[str, Any] = {
            "language": language,
            "title": getattr(round, f"title_{language}"),
            "kind": round.standstill.kind,
            "reason": getattr(round.standstill, f"reason_{language}"),
            "url": settings.BASE_URL + reverse("round_detail", args=[round.pk]),
        }
        text = render_to_string(f"{TEMPLATE}.txt", words).strip() + "\n"
        mail = EmailMultiAlternatives(
            subject=_("A vote needs you: it stands still"),
            body=text,
            to=[person.email or ""],
        )
        page = render_to_string(f"{TEMPLATE}.html", words)
        mail.attach_alternative(page, "text/html")
    # Out-of-office answers to a portal help nobody (RFC 3834).
    mail.extra_headers = {"Auto-Submitted": "auto-generated"}
    return mail
