"""Who may, in a co-operative or a federation. Booleans, no writes.

Being a superuser gives nothing here: every answer comes from a membership in
force or from the rows django-guardian keeps for the groups of seats. Each
question about a seat is one query.
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


def can_coordinate(person: Any, cooperative: Cooperative) -> bool:
    """Accept needs for a vote and write briefs, as the co-op's coordinator."""
    return _holds(person, "coordinate_cooperative", cooperative)


def can_run_rounds(person: Any, cooperative: Cooperative) -> bool:
    """Prepare, open, seal and void the co-op's rounds; the federation may too."""
    return _holds(person, "run_rounds", cooperative) or can_oversee(
        person, cooperative.federation
    )


def can_record_decisions(person: Any, cooperative: Cooperative) -> bool:
    """Write down the board's decisions: its secretary alone."""
    return _holds(person, "record_decisions", cooperative)


def can_steer_roadmap(person: Any, cooperative: Cooperative) -> bool:
    """Place mandated needs on the roadmap; the federation may too."""
    return _holds(person, "steer_roadmap", cooperative) or can_oversee(
        person, cooperative.federation
    )


def can_confirm_briefs(person: Any, cooperative: Cooperative) -> bool:
    """Confirm a brief (the second pair of eyes); the federation may too."""
    return _holds(person, "confirm_briefs", cooperative) or can_oversee(
        person, cooperative.federation
    )


def can_oversee(person: Any, federation: Federation | None) -> bool:
    """Act for the federation."""
    return (
        _is_somebody(person)
        and federation is not None
        and FederationGroupObjectPermission.objects.filter(
            group__user=person,
            permission__codename="oversee_federation",
            content_object=federation,
        ).exists()
    )


def can_keep_register(person: Any, cooperative: Cooperative) -> bool:
    """Admit members and end memberships: the coordinator or the secretary."""
    return can_coordinate(person, cooperative) or can_record_decisions(
        person, cooperative
    )


def can_appoint(person: Any, place: Cooperative | Federation) -> bool:
    """Note who takes or leaves a seat: the secretary, or the federation."""
    if isinstance(place, Federation):
        return can_oversee(person, place)
    return can_record_decisions(person, place) or can_oversee(person, place.federation)


def _holds(person: Any, right: str, cooperative: Cooperative) -> bool:
    return (
        _is_somebody(person)
        and CooperativeGroupObjectPermission.objects.filter(
            group__user=person,
            permission__codename=right,
            content_object=cooperative,
        ).exists()
    )


def _is_somebody(person: Any) -> TypeGuard[Person]:
    """Not ``None``, not the anonymous visitor, not a closed account."""
    return isinstance(person, Person) and person.is_active
