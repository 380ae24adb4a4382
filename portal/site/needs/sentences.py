"""Where a need stands and what comes next, in a sentence for its reader."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from portal.formats.moments import moment
from portal.site.trace import Trace

NEXT = {
    Status.DRAFT: gettext_lazy(
        "This is a draft. Only you and your co-op’s coordinator see it. Submit it when "
        "it says what you mean."
    ),
    Status.SUBMITTED: gettext_lazy(
        "Members can support this need and talk about it. Next: the co-op’s coordinator "
        "reads it and accepts it for a vote."
    ),
    Status.UNDER_REVIEW: gettext_lazy(
        "This need is accepted for a vote. Next: it is put to the members."
    ),
    Status.VOTED: gettext_lazy(
        "Members have voted. Next: the board decides and gives its reasons."
    ),
    Status.MANDATED: gettext_lazy(
        "The board has adopted this need. Next: a brief is written for the developers."
    ),
    Status.IN_DEVELOPMENT: gettext_lazy(
        "Developers are working on this need. Next: it is tried out, then released."
    ),
    Status.IN_TEST: gettext_lazy(
        "It is built and being tried out. Next: it comes in a version you can use."
    ),
    Status.RELEASED: gettext_lazy(
        "It is delivered. Next: members say whether it meets the need."
    ),
    Status.CONFIRMED: gettext_lazy(
        "It is delivered, and members say that it meets the need."
    ),
    Status.REFUSED: gettext_lazy(
        "The board has refused this need and says why. It may be discussed again later."
    ),
    Status.WITHDRAWN: gettext_lazy(
        "You have withdrawn this need. Only you and your co-op’s coordinator see it."
    ),
}


def next_step(proposal: Proposal, trace: Trace) -> str:
    """One or two sentences: what is, and what comes next."""
    if proposal.status == Status.UNDER_REVIEW and trace.round and not trace.result:
        return _("Members are voting on this need until %(moment)s.") % {
            "moment": moment(trace.round.closes_at)
        }
    if proposal.status == Status.UNDER_REVIEW and trace.decision:
        return _("The board has put its decision off. It says why below.")
    if proposal.status == Status.MANDATED and trace.link:
        return _("The brief is on GitHub. Next: developers begin to work on it.")
    brief = getattr(proposal, "brief", None)
    if proposal.status == Status.MANDATED and brief is not None:
        return _of_brief(confirmed=brief.confirmed_at is not None)
    return str(NEXT[Status(proposal.status)])


def _of_brief(*, confirmed: bool) -> str:
    if confirmed:
        return _(
            "The board has adopted this need, and its brief is confirmed. Next: the "
            "brief leaves for the developers."
        )
    return _(
        "The board has adopted this need, and its brief is written. Next: a second "
        "person reads it and confirms it."
    )
