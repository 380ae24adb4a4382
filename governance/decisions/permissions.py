"""Who may record what a board decided, and who runs a general meeting."""

from typing import Any

from governance.decisions.models import Meeting
from governance.membership import permissions as membership
from governance.membership.models import Cooperative
from governance.proposals import lifecycle
from governance.proposals.models import Proposal


def may_record(person: Any, proposal: Proposal) -> bool:
    """The secretary of the need's co-op, whatever the stage of the need."""
    return membership.can_record_decisions(person, proposal.cooperative_id)


def can_decide(person: Any, proposal: Proposal) -> bool:
    """The secretary, while the need waits for a decision or may be refused."""
    return proposal.status in lifecycle.DECIDABLE and may_record(person, proposal)


def can_run_meetings(person: Any, cooperative: Cooperative | int) -> bool:
    """Call a meeting, take attendance, put questions: the coordinator or the secretary.

    Not the federation: the attendance list names the members, and stays in the co-op.
    """
    return membership.can_keep_register(person, cooperative)


def can_see_meeting(person: Any, meeting: Meeting) -> bool:
    """A meeting is public from its notice on; before, for those who prepare it."""
    return meeting.notice_sent_on is not None or can_run_meetings(
        person, meeting.cooperative_id
    )
