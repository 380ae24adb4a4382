"""Which rows of the rooms a person meets in the admin: those of the places they serve.

A place is served through a seat. Whoever runs the machine (a superuser) sees
everything and may change no more than the others.
"""

from typing import Any

from django.db.models import Q, QuerySet

from governance.decisions.models import Decision
from governance.journal.models import Entry
from governance.membership.models import (
    Cooperative,
    Federation,
    Membership,
    Person,
    Seat,
)
from governance.membership.queries import federations_overseen
from governance.proposals.models import Brief, Proposal
from governance.releases.models import Release
from governance.roadmap.models import Cycle, Item
from governance.voting.models import Round


def places(person: Any) -> QuerySet[Cooperative]:
    """The co-operatives where the person holds a seat that opens the admin."""
    if person.is_superuser:
        return Cooperative.objects.all()
    carried = Q(cooperativegroupobjectpermission__group__user=person)
    overseen = Q(federation__in=federations_overseen(person))
    return Cooperative.objects.filter(
        pk__in=Cooperative.objects.filter(carried | overseen).values("pk")
    )


def needs(person: Any) -> QuerySet[Proposal]:
    """Public needs only: a draft belongs to its author alone."""
    return Proposal.objects.public().filter(cooperative__in=places(person))


def briefs(person: Any) -> QuerySet[Brief]:
    return Brief.objects.filter(proposal__cooperative__in=places(person))


def rounds(person: Any) -> QuerySet[Round]:
    """Rounds that a served place holds, or in which its members vote."""
    if person.is_superuser:
        return Round.objects.all()
    held = Q(host__in=places(person)) | Q(federation__in=federations_overseen(person))
    voting = Q(cooperatives__in=places(person), opened_at__isnull=False)
    return Round.objects.filter(pk__in=Round.objects.filter(held | voting).values("pk"))


def decisions(person: Any) -> QuerySet[Decision]:
    return Decision.objects.filter(cooperative__in=places(person))


def cycles(person: Any) -> QuerySet[Cycle]:
    """The roadmap is one for all."""
    return Cycle.objects.all()


def items(person: Any) -> QuerySet[Item]:
    return Item.objects.filter(proposal__cooperative__in=places(person))


def releases(person: Any) -> QuerySet[Release]:
    """Releases are of the project, and public."""
    return Release.objects.all()


def memberships(person: Any) -> QuerySet[Membership]:
    return Membership.objects.filter(cooperative__in=places(person))


def people(person: Any) -> QuerySet[Person]:
    """Those on the registers of the places served, and those who hold seats there."""
    if person.is_superuser:
        return Person.objects.all()
    members = Membership.objects.filter(cooperative__in=places(person))
    seated = seats(person)
    return Person.objects.filter(
        Q(pk__in=members.values("person")) | Q(pk__in=seated.values("person"))
    )


def seats(person: Any) -> QuerySet[Seat]:
    if person.is_superuser:
        return Seat.objects.all()
    at_federation = Q(federation__in=federations_overseen(person))
    return Seat.objects.filter(Q(cooperative__in=places(person)) | at_federation)


def federations(person: Any) -> QuerySet[Federation]:
    return (
        Federation.objects.all()
        if person.is_superuser
        else federations_overseen(person)
    )


def journal(person: Any) -> QuerySet[Entry]:
    return Entry.objects.all() if oversees(person) else Entry.objects.none()


def serves(person: Any) -> bool:
    """Whether the person has any business at the desk."""
    return places(person).exists()


def oversees(person: Any) -> bool:
    """The federation's officers and whoever runs the machine: for what is of no one
    co-operative (the journal, the exchanges with GitHub)."""
    return person.is_superuser or federations_overseen(person).exists()
