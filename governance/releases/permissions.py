"""Who may say whether a delivered need is met."""

from datetime import date
from typing import Any

from governance.membership import permissions as membership
from governance.proposals import lifecycle
from governance.proposals.models import Proposal


def may_answer(person: Any, on: date) -> bool:
    """A member of any co-op: what is built serves the whole federation."""
    return membership.is_member_of_any(person, on)


def can_answer(person: Any, proposal: Proposal, on: date) -> bool:
    return proposal.status in lifecycle.DELIVERED and may_answer(person, on)
