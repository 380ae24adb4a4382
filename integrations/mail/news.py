"""Mail about a need: to its author and to everyone who supports it."""

from datetime import datetime

from django.db.models import Q

from governance.decisions.models import Decision
from governance.journal.models import Entry
from governance.membership.models import Person
from governance.proposals.models import Proposal
from governance.releases.models import Confirmation, Delivered, Release
from integrations.fates import WillNeverWork
from integrations.mail import posting
from integrations.mail.letters import News, letter

OF_A_DELIVERY = {"delivery.told", "confirmation.asked"}


def deliver(entry: Entry, at: datetime) -> None:
    """The handler of the channel "mail"."""
    posting.refuse_history(entry, at)
    news = _news_of(entry)
    posting.address(entry, _concerned(entry, news))
    posting.send_waiting(entry, lambda person: letter(entry.verb, person, news), at)


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


def _concerned(entry: Entry, news: News) -> list[Person]:
    """Everyone to write to. Who has answered the two questions is not asked again."""
    people = recipients(news.proposal)
    if entry.verb == "confirmation.asked" and news.delivered:
        given = Confirmation.objects.filter(
            proposal=news.proposal, at__gte=news.delivered.at
        )
        answered = set(given.values_list("person", flat=True))
        people = [person for person in people if person.pk not in answered]
    return people
