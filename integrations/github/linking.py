"""A person links a need to an issue that developers opened themselves: no second one
is made, and their text stays theirs."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals import lifecycle, permissions
from governance.proposals.actions import lock
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed, Refusal, allow, require
from integrations.github.records import Issue
from integrations.models import MirrorLink, Piece, Repository


@transaction.atomic
def link_issue(
    proposal: Proposal,
    *,
    by: Person,
    at: datetime,
    repository: Repository,
    issue: Issue,
) -> MirrorLink:
    """From now on ``issue``, as it was read just now, stands for the need."""
    lock(proposal)
    allow(
        permissions.coordinates(by, proposal),
        _("Only a coordinator of the co-op may link its needs."),
    )
    if proposal.status not in lifecycle.BUILDING:
        raise MoveNotAllowed(_("Only a need with a mandate has an issue."))
    require(not issue.is_pull, _("This is a pull request, not an issue."))
    taken = MirrorLink.objects.filter(repository=repository, number=issue.number)
    parts = Piece.objects.filter(repository=repository, number=issue.number)
    stands = taken.exists() or parts.exists()
    require(not stands, _("This issue already stands for a need."))
    link = _free_link(proposal, repository)
    for name, value in _read(issue).items():
        setattr(link, name, value)
    link.adopted, link.checked_at = True, at
    link.save()
    facts = {"repository": repository.full_name, "issue": issue.number}
    record("need.linked", proposal, by=by, at=at, facts=facts)
    return link


def _free_link(proposal: Proposal, repository: Repository) -> MirrorLink:
    """The need's row, unless an issue was made for it or may be on its way."""
    links = MirrorLink.objects.select_for_update(of=("self",))
    known = links.filter(proposal=proposal).first()
    if known is None:
        return MirrorLink(proposal=proposal, repository=repository, marker=uuid.uuid4())
    if known.number is not None or known.first_attempt_at is not None:
        raise Refusal(_("This need has an issue already, or one is being made."))
    known.repository = repository
    return known


def _read(issue: Issue) -> dict[str, object]:
    return {
        "number": issue.number,
        "node_id": issue.node_id,
        "html_url": issue.html_url,
        "state": issue.state,
        "state_reason": issue.state_reason,
        "assignees": issue.assignees,
        "created_remotely_at": issue.created_at,
        "closed_at": issue.closed_at,
        "remote_updated_at": issue.updated_at,
        "sent_title": "",
        "sent_block_hash": "",
    }
