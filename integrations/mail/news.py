"""Mail about a need: to its author and to everyone who supports it.

One ``Message`` row a person and journal line, written before the first mail leaves.
Each is marked as it is sent: after a crash only those not marked go out again, so at
most the one that was in flight reaches somebody twice.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q

from governance.decisions.models import Decision
from governance.journal.models import Entry
from governance.membership.models import Person
from governance.proposals.models import Proposal
from governance.releases.models import Confirmation, Delivered, Release
from integrations.fates import TryLater, WillNeverWork
from integrations.mail.letters import News, letter
from integrations.models import Message

log = logging.getLogger(__name__)

# An older line is history (a demo, a restored backup), not news.
NEWS_FOR = timedelta(days=14)
OF_A_DELIVERY = {"delivery.told", "confirmation.asked"}


def deliver(entry: Entry, at: datetime) -> None:
    """The handler of the channel "mail". One mailbox that fails holds up no other;
    the line is tried again later for those not reached."""
    if at - entry.at > NEWS_FOR:
        raise WillNeverWork("Too old to be news: nobody was written to.")
    news = _news_of(entry)
    _address(entry, news)
    waiting = Message.objects.filter(entry=entry, sent_at=None, refused_at=None)
    failed = 0
    with _mail_server() as server:
        for message in waiting.select_related("person").order_by("pk"):
            mail = letter(entry.verb, message.person, news)
            mail.connection = server
            failed += not _send(message, mail, at)
    if failed:
        raise TryLater(f"{failed} mails could not be sent.")


@contextmanager
def _mail_server() -> Iterator[BaseEmailBackend]:
    server = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as error:
        problem = f"The mail server does not answer ({type(error).__name__})."
        raise TryLater(problem, for_all=True) from error
    try:
        yield server
    finally:
        server.close()


def recipients(proposal: Proposal) -> list[Person]:
    """Author and supporters who have a mailbox and are still here, each once."""
    concerned = Q(pk=proposal.author_id) | Q(supports__proposal=proposal)
    reachable = Person.objects.filter(concerned, is_active=True)
    return list(
        reachable.exclude(email=None).exclude(email="").distinct().order_by("pk")
    )


def _news_of(entry: Entry) -> News:
    """The need, and the decision or release that the line speaks of."""
    decision = release = delivered = None
    proposals = Proposal.objects.select_related("cooperative")
    if entry.subject_kind == Decision._meta.label_lower:
        decision = Decision.objects.filter(pk=entry.subject_id).first()
        proposal = proposals.filter(decisions=decision).first() if decision else None
    else:
        proposal = proposals.filter(pk=entry.subject_id).first()
        release = Release.objects.filter(
            source=entry.facts.get("source", ""), tag=entry.facts.get("tag", "")
        ).first()
        delivered = _delivery(proposal, release)
        if entry.verb in OF_A_DELIVERY and delivered is None:
            raise WillNeverWork("The delivery was taken back: nobody is written to.")
    if proposal is None:
        raise WillNeverWork("The need is no longer there.")
    return News(proposal, decision, release, delivered)


def _delivery(proposal: Proposal | None, release: Release | None) -> Delivered | None:
    rows = Delivered.objects.standing().select_related("release")
    return rows.filter(proposal=proposal, release=release).first()


def _address(entry: Entry, news: News) -> None:
    """Write the rows of everyone concerned; those already there stay as they are. Who
    has answered the two questions is not asked them again."""
    if not Message.objects.filter(entry=entry).exists():
        people = recipients(news.proposal)
        if entry.verb == "confirmation.asked" and news.delivered:
            given = Confirmation.objects.filter(
                proposal=news.proposal, at__gte=news.delivered.at
            )
            answered = set(given.values_list("person", flat=True))
            people = [person for person in people if person.pk not in answered]
        rows = [Message(entry=entry, person=person) for person in people]
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
