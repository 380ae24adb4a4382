"""Who may record what a board decided."""

from typing import Any

from governance.membership import permissions as membership
from governance.proposals import lifecycle
from governance.proposals.models import Proposal


def may_record(person: Any, proposal: Proposal) -> bool:
    """The secretary of the need's co-op, whatever the stage of the need."""
    return membership.can_record_decisions(person, proposal.cooperative)


def can_decide(person: Any, proposal: Proposal) -> bool:
    """The secretary, while the need waits for a decision or may be refused."""
    return proposal.status in lifecycle.DECIDABLE and may_record(person, proposal)
