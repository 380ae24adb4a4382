"""Reads over people, memberships and seats."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from governance.membership.models import (
    Cooperative,
    CooperativeGroupObjectPermission,
    Federation,
    FederationGroupObjectPermission,
    Membership,
    Person,
    Seat,
)


def memberships_of(person: Any, on: date) -> QuerySet[Membership]:
    """A person's memberships in force on a date, with their co-operatives."""
    return (
        Membership.objects.current(on)
        .filter(person=person)
        .select_related("cooperative", "cooperative__federation")
        .order_by("cooperative__short_name")
    )


def cooperatives_of(person: Any, on: date) -> QuerySet[Cooperative]:
    """The co-operatives of which a person is a member on a date."""
    return Cooperative.objects.filter(
        pk__in=Membership.objects.current(on)
        .filter(person=person)
        .values("cooperative_id")
    )


def voters(cooperative: Cooperative, on: date) -> QuerySet[Person]:
    """Everyone with the right to vote in a co-operative on a date."""
    return Person.objects.filter(
        pk__in=Membership.objects.voting(on)
        .filter(cooperative=cooperative)
        .values("person_id")
    )


def seats_of(person: Any) -> QuerySet[Seat]:
    """The seats a person holds, with their places."""
    return (
        Seat.objects.current()
        .filter(person=person)
        .select_related("cooperative", "cooperative__federation", "federation")
        .order_by("since", "pk")
    )


def cooperatives_where(person: Any, right: str) -> QuerySet[Cooperative]:
    """The co-operatives on which a seat of the person carries ``right``.

    ``right`` is a codename of ``Cooperative``'s permissions; what an officer may
    do through the federation is not counted (see ``cooperatives_overseen``).
    """
    seats = CooperativeGroupObjectPermission.objects.filter(
        group__user=person, permission__codename=right
    )
    return Cooperative.objects.filter(pk__in=seats.values("content_object"))


def cooperatives_overseen(person: Any) -> QuerySet[Cooperative]:
    """The co-operatives of the federations for which the person may act."""
    return Cooperative.objects.filter(federation__in=_overseen(person))


def federations_overseen(person: Any) -> QuerySet[Federation]:
    """The federations for which the person may act."""
    return Federation.objects.filter(pk__in=_overseen(person))


def _overseen(person: Any) -> QuerySet[Any, Any]:
    """The keys of those federations."""
    seats = FederationGroupObjectPermission.objects.filter(
        group__user=person, permission__codename="oversee_federation"
    )
    return seats.values("content_object")
