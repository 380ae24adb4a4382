"""A coordinator reads the need, weighs it and accepts it for a vote."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.membership.models import Person
from governance.proposals import permissions
from governance.proposals.actions.progress import advance, lock
from governance.proposals.lifecycle import Status
from governance.proposals.models import EFFORT_MAX, Proposal
from governance.proposals.wording import checked_key
from governance.refusals import MoveNotAllowed, allow, require
from governance.values import vocabulary


@transaction.atomic
def accept_for_vote(
    proposal: Proposal,
    *,
    by: Person,
    at: datetime,
    effort_days: int,
    privacy_impact: str,
    flexibility_impact: str,
) -> Proposal:
    """Accept a submitted need, with its effort in developer-days and its impacts on
    the two barriers (keys of the vocabulary): members vote knowing them."""
    lock(proposal)
    allow(
        permissions.can_accept(by, proposal),
        _("Only a coordinator of the co-op may accept this need for a vote."),
    )
    if proposal.status != Status.SUBMITTED:  # the table also has the deferred ones
        raise MoveNotAllowed(_("Only a submitted need can be accepted for a vote."))
    require(
        1 <= effort_days <= EFFORT_MAX,
        _("Give the effort in developer-days, from 1 to %(most)s.")
        % {"most": EFFORT_MAX},
    )
    facts = {
        "effort_days": effort_days,
        "privacy_impact": checked_key(
            privacy_impact,
            vocabulary.privacy_impacts(),
            _("Choose what the need changes for privacy."),
        ),
        "flexibility_impact": checked_key(
            flexibility_impact,
            vocabulary.flexibility_impacts(),
            _("Choose what the need changes for flexibility."),
        ),
    }
    return advance(
        proposal,
        to=Status.UNDER_REVIEW,
        verb="need.accepted",
        by=by,
        at=at,
        facts=facts,
        written=facts,
    )
