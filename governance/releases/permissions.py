"""Who may settle what a release delivers, and say whether a need is met."""

from datetime import date
from typing import Any

from governance.membership import permissions as membership
from governance.membership.queries import cooperatives_overseen, cooperatives_where
from governance.proposals import lifecycle
from governance.proposals.models import Proposal
from governance.releases.models import Release


def may_answer(person: Any, on: date) -> bool:
    """A member of any co-op: what is built serves the whole federation."""
    return membership.is_member_of_any(person, on)


def can_answer(person: Any, proposal: Proposal, on: date) -> bool:
    return proposal.status in lifecycle.DELIVERED and may_answer(person, on)


def can_settle(person: Any, proposal: Proposal) -> bool:
    """Say that a need is delivered or not, and take it up again: the coordinator of
    its co-op, or the federation."""
    home = proposal.cooperative_id
    return membership.can_coordinate(person, home) or membership.oversees(person, home)


def can_tell(person: Any, release: Release) -> bool:
    """Write to members what a release changes: the coordinator of a co-op that asked
    for something in it, or the federation."""
    asked = release.delivered.values("proposal__cooperative")
    if cooperatives_overseen(person).exists():
        return True
    theirs = cooperatives_where(person, "coordinate_cooperative")
    return theirs.filter(pk__in=asked).exists()
