"""Mail about a need: to its author and to everyone who supports it.

One ``Message`` row a person and journal line, written before the first mail leaves.
Each is marked as it is sent: after a crash only those not marked go out again, so at
most the one that was in flight reaches somebody twice.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Q

from governance.decisions.models import Decision
from governance.journal.models import Entry
from governance.membership.models import Person
from governance.proposals.models import Proposal
from integrations.fates import TryLater, WillNeverWork
from integrations.mail.letters import letter
from integrations.models import Message

log = logging.getLogger(__name__)

# An older line is history (a demo, a restored backup), not news.
NEWS_FOR = timedelta(days=14)


def deliver(entry: Entry, at: datetime) -> None:
    """The handler of the channel "mail". One mailbox that fails holds up no other;
    the line is tried again later for those not reached."""
    if at - entry.at > NEWS_FOR:
        raise WillNeverWork("Too old to be news: nobody was written to.")
    proposal, decision = _subject_of(entry)
    _address(entry, proposal)
    waiting = Message.objects.filter(entry=entry, sent_at=None, refused_at=None)
    failed = 0
    with get_connection() as connection:
        for message in waiting.select_related("person").order_by("pk"):
            mail = letter(entry.verb, message.person, proposal, decision)
            mail.connection = connection
            failed += not _send(message, mail, at)
    if failed:
        raise TryLater(f"{failed} mails could not be sent.")


def recipients(proposal: Proposal) -> list[Person]:
    """Author and supporters who have a mailbox and are still here, each once."""
    concerned = Q(pk=proposal.author_id) | Q(supports__proposal=proposal)
    reachable = Person.objects.filter(concerned, is_active=True)
    return list(reachable.exclude(email=None).exclude(email="").distinct().order_by("pk"))


def _subject_of(entry: Entry) -> tuple[Proposal, Decision | None]:
    proposals = Proposal.objects.select_related("cooperative")
    if entry.subject_kind == Decision._meta.label_lower:
        decision = Decision.objects.filter(pk=entry.subject_id).first()
        proposal = proposals.filter(pk=decision.proposal_id).first() if decision else None
    else:
        decision = None
        proposal = proposals.filter(pk=entry.subject_id).first()
    if proposal is None:
        raise WillNeverWork("The need is no longer there.")
    return proposal, decision


def _address(entry: Entry, proposal: Proposal) -> None:
    """Write the rows of everyone concerned; those already there stay as they are."""
    if not Message.objects.filter(entry=entry).exists():
        rows = [Message(entry=entry, person=person) for person in recipients(proposal)]
        Message.objects.bulk_create(rows, ignore_conflicts=True)


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
