"""Who may, in a co-operative or a federation. Booleans, no writes.

Being a superuser gives nothing here: every answer comes from a membership in
force or from the rows django-guardian keeps for the groups of seats. Each
question about a seat is one query. Where a place may be told by its key alone, whoever
asks need not read it first.
"""

from datetime import date
from typing import Any, TypeGuard

from governance.membership.models import (
    Cooperative,
    CooperativeGroupObjectPermission,
    Federation,
    FederationGroupObjectPermission,
    Membership,
    Person,
)

COORDINATE, RECORD = "coordinate_cooperative", "record_decisions"


def is_member(person: Any, cooperative: Cooperative, on: date) -> bool:
    """A member of any category on that date, with or without the right to vote."""
    return (
        _is_somebody(person)
        and Membership.objects.current(on)
        .filter(person=person, cooperative=cooperative)
        .exists()
    )


def is_member_of_any(person: Any, on: date) -> bool:
    """A member of at least one co-operative on that date."""
    return (
        _is_somebody(person)
        and Membership.objects.current(on).filter(person=person).exists()
    )


def may_vote_in(person: Any, cooperative: Cooperative, on: date) -> bool:
    """A member whose membership carries the right to vote on that date."""
    return (
        _is_somebody(person)
        and Membership.objects.voting(on)
        .filter(person=person, cooperative=cooperative)
        .exists()
    )


def can_coordinate(person: Any, cooperative: Cooperative | int) -> bool:
    """Accept needs for a vote and write briefs, as the co-op's coordinator."""
    return _holds(person, cooperative, COORDINATE)


def can_run_rounds(person: Any, cooperative: Cooperative | int) -> bool:
    """Prepare, open, seal and void the co-op's rounds; the federation may too."""
    return _holds(person, cooperative, "run_rounds") or oversees(person, cooperative)


def can_record_decisions(person: Any, cooperative: Cooperative | int) -> bool:
    """Write down the board's decisions: its secretary alone."""
    return _holds(person, cooperative, RECORD)


def can_steer_roadmap(person: Any, cooperative: Cooperative | int) -> bool:
    """Place mandated needs on the roadmap; the federation may too."""
    return _holds(person, cooperative, "steer_roadmap") or oversees(person, cooperative)


def can_confirm_briefs(person: Any, cooperative: Cooperative | int) -> bool:
    """Confirm a brief (the second pair of eyes); the federation may too."""
    return _holds(person, cooperative, "confirm_briefs") or oversees(
        person, cooperative
    )


def can_oversee(person: Any, federation: Federation | int | None) -> bool:
    """Act for the federation."""
    return federation is not None and _oversees_where(person, content_object=federation)


def oversees(person: Any, cooperative: Cooperative | int) -> bool:
    """Whether they act for the federation of this co-op."""
    return _oversees_where(person, content_object__cooperatives=cooperative)


def can_keep_register(person: Any, cooperative: Cooperative | int) -> bool:
    """Admit members and end memberships: the coordinator or the secretary."""
    return _holds(person, cooperative, COORDINATE, RECORD)


def can_appoint(person: Any, place: Cooperative | Federation) -> bool:
    """Note who takes or leaves a seat: the secretary, or the federation."""
    if isinstance(place, Federation):
        return can_oversee(person, place)
    return can_record_decisions(person, place) or oversees(person, place)


def _holds(person: Any, cooperative: Cooperative | int, *rights: str) -> bool:
    """Whether a seat of theirs carries one of the rights there."""
    return (
        _is_somebody(person)
        and CooperativeGroupObjectPermission.objects.filter(
            group__user=person,
            permission__codename__in=rights,
            content_object=cooperative,
        ).exists()
    )


def _oversees_where(person: Any, **where: Any) -> bool:
    return (
        _is_somebody(person)
        and FederationGroupObjectPermission.objects.filter(
            group__user=person, permission__codename="oversee_federation", **where
        ).exists()
    )


def _is_somebody(person: Any) -> TypeGuard[Person]:
    """Not ``None``, not the anonymous visitor, not a closed account."""
    return isinstance(person, Person) and person.is_active
