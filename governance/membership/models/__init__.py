"""Who is here: people, co-operatives, memberships and seats."""

from governance.membership.models.membership import Membership, MembershipQuerySet
from governance.membership.models.person import NameShown, Person, PersonManager
from governance.membership.models.places import Cooperative, Federation
from governance.membership.models.rights import (
    CooperativeGroupObjectPermission,
    CooperativeUserObjectPermission,
    FederationGroupObjectPermission,
    FederationUserObjectPermission,
)
from governance.membership.models.seat import Seat, SeatQuerySet

__all__ = [
    "Cooperative",
    "CooperativeGroupObjectPermission",
    "CooperativeUserObjectPermission",
    "Federation",
    "FederationGroupObjectPermission",
    "FederationUserObjectPermission",
    "Membership",
    "MembershipQuerySet",
    "NameShown",
    "Person",
    "PersonManager",
    "Seat",
    "SeatQuerySet",
]
