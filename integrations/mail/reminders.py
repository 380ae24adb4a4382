"""A reminder to those a vote still waits for, and to nobody else.

One ``Message`` row a person and journal line, as for news; but here the row is marked
before the mail leaves. After a crash one person may miss a reminder: nobody gets one
twice. Whoever votes in the meantime, or takes a paper ballot, is passed over. When the
vote is over the rows go: who was reminded is who had not voted by that hour.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused
from time import monotonic

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet

from governance.journal.models import Entry
from governance.voting import reminding
from governance.voting.actions import settle_reminder
from governance.voting.models import Reminder, RollLine, Round
from integrations.fates import TryLater, WillNeverWork
from integrations.mail.reminder import letter
from integrations.mail.server import mail_server
from integrations.models import Message

log = logging.getLogger(__name__)

VERB = "round.reminded"
PASS = 240.0  # seconds of sending, well within the claim of a delivery
BATCH = 500  # rows read at a time


@dataclass(frozen=True)
class Sent:
    """How many people a reminder was sent to, so many days before the closing."""

    days_before: int
    people: int


def deliver(entry: Entry, at: datetime) -> None:
    """The handler of the channel "reminders". It never says, and does not know, what
    the vote is about or what anyone may choose."""
    held = Round.objects.select_related("host", "federation")
    round = held.filter(pk=entry.subject_id).first()
    if round is None or not round.is_open(at):
        raise WillNeverWork("The vote is over: nobody is reminded of it any more.")
    _address(entry, round)
    failed, until = 0, monotonic() + PASS
    with mail_server() as server:
        for line, message in _waiting(entry, round):
            if monotonic() > until:
                raise TryLater("Many are to be reminded; the rest comes next.")
            mail = letter(round, line, message.person)
            mail.connection = server
            failed += not _send(message, mail, at)
    if failed:
        raise TryLater(f"{failed} reminders could not be sent.")


def sent(round: Round) -> list[Sent]:
    """The reminders of a round so far, the earliest first: numbers, never names."""
    rows = round.reminders.order_by("-days_before")
    return [
        Sent(row.days_before, _sent(row).count() if row.people is None else row.people)
        for row in rows
    ]


@transaction.atomic
def forget(reminder: Reminder, at: datetime) -> bool:
    """The vote is over: keep how many were reminded, and forget who."""
    settled = settle_reminder(reminder, people=_sent(reminder).count(), at=at)
    _messages(reminder).delete()
    return settled


def _sent(reminder: Reminder) -> QuerySet[Message]:
    return _messages(reminder).filter(sent_at__isnull=False)


def _messages(reminder: Reminder) -> QuerySet[Message]:
    entries = Entry.objects.filter(
        verb=VERB,
        subject_kind=Round._meta.label_lower,
        subject_id=str(reminder.round_id),
        facts__days_before=reminder.days_before,
    )
    return Message.objects.filter(entry__in=entries)


def _address(entry: Entry, round: Round) -> None:
    """Write the rows of everyone waited for who has a mailbox, the first time."""
    if Message.objects.filter(entry=entry).exists():
        return
    people = reminding.waited_for(round).exclude(email=None).exclude(email="")
    rows = [Message(entry=entry, person=person) for person in people.order_by("pk")]
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)


def _waiting(entry: Entry, round: Round) -> list[tuple[RollLine, Message]]:
    """Those not yet written to whom the vote still waits for, with their roll lines."""
    lines = RollLine.objects.filter(round=round, voted_on=None, paper_on=None)
    by_person = {line.person_id: line for line in lines.select_related("cooperative")}
    rows = Message.objects.filter(entry=entry, sent_at=None, refused_at=None)
    return [
        (by_person[row.person_id], row)
        for row in rows.select_related("person").order_by("pk")
        if row.person_id in by_person
    ]


def _send(message: Message, mail: EmailMultiAlternatives, at: datetime) -> bool:
    """False when it should be tried again. Addresses never reach the log."""
    row = Message.objects.filter(pk=message.pk)
    if not row.filter(sent_at=None, refused_at=None).update(sent_at=at):
        return True  # another worker has it
    try:
        mail.send()
    except SMTPRecipientsRefused:
        row.update(sent_at=None, refused_at=at)
        log.warning("Reminder %s: the mailbox was refused for good.", message.pk)
    except (OSError, SMTPException) as error:
        row.update(sent_at=None)
        log.warning("Reminder %s waits: %s", message.pk, type(error).__name__)
        return False
    return True
