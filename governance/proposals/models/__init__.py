"""The need, its wordings, what members say of it, and its brief."""

from governance.proposals.models.brief import Brief
from governance.proposals.models.discussion import COMMENT_MAX, Comment, Support
from governance.proposals.models.excuse import REASON_MAX, Excuse, ExcuseUse
from governance.proposals.models.parts import BriefPart
from governance.proposals.models.proposal import (
    EFFORT_MAX,
    Numbering,
    Proposal,
    ProposalQuerySet,
)
from governance.proposals.models.revision import TEXT_MAX, TITLE_MAX, Revision, ValueTag

__all__ = [
    "COMMENT_MAX",
    "EFFORT_MAX",
    "REASON_MAX",
    "TEXT_MAX",
    "TITLE_MAX",
    "Brief",
    "BriefPart",
    "Comment",
    "Excuse",
    "ExcuseUse",
    "Numbering",
    "Proposal",
    "ProposalQuerySet",
    "Revision",
    "Support",
    "ValueTag",
]
