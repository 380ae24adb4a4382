"""The one function that moves the status of a need, and the lock before it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals.lifecycle import check_move
from governance.proposals.models import Proposal


def lock(proposal: Proposal) -> Proposal:
    """Read the row again and hold it until the end of the transaction.

    The same object is returned, up to date: callers see what they changed.
    """
    proposal.refresh_from_db(from_queryset=Proposal.objects.select_for_update())
    vars(proposal).pop("current_revisions", None)
    return proposal


@transaction.atomic
def advance(
    proposal: Proposal,
    *,
    to: str,
    verb: str,
    by: Person | None,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> Proposal:
    """Move a need to another stage and write the line; raise ``MoveNotAllowed``.

    The caller has already asked whether ``by`` may. Later rooms end their own
    actions with this one.
    """
    lock(proposal)
    check_move(proposal.status, to)
    before, proposal.status = proposal.status, to
    proposal.changed_at = at
    proposal.save(update_fields=["status", "changed_at"])
    moved = {"from": str(before), "to": str(to)}
    record(verb, proposal, by=by, at=at, facts=moved | dict(facts or {}))
    return proposal
