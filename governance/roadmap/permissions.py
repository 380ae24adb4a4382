"""Who may steer the roadmap."""

from typing import Any

from governance.membership import permissions as membership
from governance.membership.models import Cooperative
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal


def can_open_cycle(person: Any, cooperative: Cooperative) -> bool:
    """A seat that steers the roadmap, at the co-op or at its federation."""
    return membership.can_steer_roadmap(person, cooperative)


def may_steer(person: Any, proposal: Proposal) -> bool:
    """A seat at the need's co-op or federation, whatever the stage of the need."""
    return membership.can_steer_roadmap(person, proposal.cooperative_id)


def can_place(person: Any, proposal: Proposal) -> bool:
    """As above, once the board has given its mandate and nothing is placed yet."""
    return (
        proposal.status == Status.MANDATED
        and not hasattr(proposal, "roadmap_item")
        and may_steer(person, proposal)
    )
