"""Who may do what with a need. Booleans, no writes.

Where a question depends on the day, ``on`` is a date in the portal's time zone.
"""

from datetime import date
from typing import Any

from governance.membership import permissions as membership
from governance.membership.models import Cooperative
from governance.proposals import lifecycle
from governance.proposals.lifecycle import Status
from governance.proposals.models import Brief, Proposal


def can_propose(person: Any, cooperative: Cooperative, on: date) -> bool:
    """Any member, also one without the right to vote."""
    return membership.is_member(person, cooperative, on)


def is_author(person: Any, proposal: Proposal) -> bool:
    return (
        person is not None
        and person.pk is not None
        and person.is_active
        and proposal.author_id == person.pk
    )


def coordinates(person: Any, proposal: Proposal) -> bool:
    """A coordinator of the need's own co-op, at whatever stage the need is."""
    return membership.can_coordinate(person, proposal.cooperative_id)


def can_see(person: Any, proposal: Proposal) -> bool:
    """Public needs: anyone. Drafts and withdrawn ones: author and coordinator."""
    return (
        proposal.status in lifecycle.PUBLIC
        or is_author(person, proposal)
        or coordinates(person, proposal)
    )


def can_edit(person: Any, proposal: Proposal) -> bool:
    """The author, until the need is accepted for a vote."""
    return proposal.status in lifecycle.EDITABLE and is_author(person, proposal)


def can_classify(person: Any, proposal: Proposal) -> bool:
    """Say what kind of need it is: a coordinator until a vote opens (which the action
    checks), its author as long as it is a draft."""
    if proposal.status == Status.DRAFT and is_author(person, proposal):
        return True
    return proposal.status in lifecycle.SUPPORTABLE and coordinates(person, proposal)


def can_translate(person: Any, proposal: Proposal, language: str) -> bool:
    """The author or a coordinator; once the need is accepted for a vote, only to
    add the wording that is missing: what people have read does not change."""
    if proposal.status == Status.WITHDRAWN:
        return False
    if not (is_author(person, proposal) or coordinates(person, proposal)):
        return False
    if proposal.status in lifecycle.EDITABLE:
        return True
    return all(r.language != language for r in proposal.current_wordings())


def can_submit(person: Any, proposal: Proposal) -> bool:
    return proposal.status == Status.DRAFT and is_author(person, proposal)


def can_withdraw(person: Any, proposal: Proposal) -> bool:
    """The author, as far as the stage tells; an open vote also forbids it."""
    moves = lifecycle.MOVES[proposal.status]
    return Status.WITHDRAWN in moves and is_author(person, proposal)


def can_take_part(person: Any, on: date) -> bool:
    """A member of any co-op: needs are shared by the whole federation."""
    return membership.is_member_of_any(person, on)


def can_support(person: Any, proposal: Proposal, on: date) -> bool:
    return proposal.status in lifecycle.SUPPORTABLE and can_take_part(person, on)


def can_comment(person: Any, proposal: Proposal, on: date) -> bool:
    """Members of any co-op, and the co-op's coordinator, on public needs."""
    return proposal.status in lifecycle.PUBLIC and (
        can_take_part(person, on) or coordinates(person, proposal)
    )


def can_answer(person: Any, proposal: Proposal) -> bool:
    """Speak in the co-op's name."""
    return proposal.status in lifecycle.PUBLIC and coordinates(person, proposal)


def can_accept(person: Any, proposal: Proposal) -> bool:
    return coordinates(person, proposal)


def can_write_brief(person: Any, proposal: Proposal) -> bool:
    return proposal.status in lifecycle.BRIEFED and coordinates(person, proposal)


def can_confirm_brief(person: Any, brief: Brief) -> bool:
    """A person with a seat who did not write it."""
    return (
        person is not None
        and brief.written_by_id != person.pk
        and membership.can_confirm_briefs(person, brief.proposal.cooperative_id)
    )
