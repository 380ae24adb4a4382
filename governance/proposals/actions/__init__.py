"""Everything that can happen to a need, by the moment at which it happens."""

from governance.proposals.actions.accepting import accept_for_vote
from governance.proposals.actions.briefing import confirm_brief, write_brief
from governance.proposals.actions.discussing import (
    add_comment,
    support_proposal,
    withdraw_support,
)
from governance.proposals.actions.drafting import (
    classify_proposal,
    draft_proposal,
    revise_proposal,
    submit_proposal,
    withdraw_proposal,
)
from governance.proposals.actions.excusing import excuse_match, revoke_excuse
from governance.proposals.actions.progress import advance, lock
from governance.proposals.actions.splitting import PartWords, split_brief

__all__ = [
    "PartWords",
    "accept_for_vote",
    "add_comment",
    "advance",
    "classify_proposal",
    "confirm_brief",
    "draft_proposal",
    "excuse_match",
    "lock",
    "revise_proposal",
    "revoke_excuse",
    "split_brief",
    "submit_proposal",
    "support_proposal",
    "withdraw_proposal",
    "withdraw_support",
    "write_brief",
]
