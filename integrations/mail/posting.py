"""Sending what a journal line says, once to each person addressed.

One ``Message`` row a person and journal line, written before the first mail leaves.
Each is marked as it is sent: after a crash only those not marked go out again, so at
most the one that was in flight reaches somebody twice.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives

from governance.journal.models import Entry
from governance.membership.models import Person
from integrations.fates import TryLater, WillNeverWork
from integrations.mail.server import mail_server
from integrations.models import Message

log = logging.getLogger(__name__)

# An older line is history (a demo, a restored backup), not news.
NEWS_FOR = timedelta(days=14)
Letter = Callable[[Person], EmailMultiAlternatives]


def refuse_history(entry: Entry, at: datetime) -> None:
    """``WillNeverWork`` for a line too old to write to anyone about."""
    if at - entry.at > NEWS_FOR:
        raise WillNeverWork("Too old to be news: nobody was written to.")


def address(entry: Entry, people: Iterable[Person]) -> None:
    """Write the rows, the first time; those already there stay as they are."""
    if not Message.objects.filter(entry=entry).exists():
        rows = [Message(entry=entry, person=person) for person in people]
        Message.objects.bulk_create(rows, ignore_conflicts=True)


def send_waiting(entry: Entry, letter: Letter, at: datetime) -> None:
    """Write to everyone addressed and not yet reached; ``TryLater`` when some could
    not be. One mailbox that fails holds up no other."""
    waiting = Message.objects.filter(entry=entry, sent_at=None, refused_at=None)
    failed = 0
    with mail_server() as server:
        for message in waiting.select_related("person").order_by("pk"):
            mail = letter(message.person)
            mail.connection = server
            failed += not _send(message, mail, at)
    if failed:
        raise TryLater(f"{failed} mails could not be sent.")


def _send(message: Message, mail: EmailMultiAlternatives, at: datetime) -> bool:
    """False when it should be tried again. Addresses never reach the log."""
    try:
        mail.send()
    except SMTPRecipientsRefused:
        Message.objects.filter(pk=message.pk).update(refused_at=at)
        log.warning("Message %s: the mailbox was refused for good.", message.pk)
        return True
    except (OSError, SMTPException) as error:
        log.warning("Message %s waits: %s", message.pk, type(error).__name__)
        return False
    Message.objects.filter(pk=message.pk).update(sent_at=at)
    return True
