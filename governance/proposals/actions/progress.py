"""The one function that moves the status of a need, and the lock before it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals.lifecycle import check_move
from governance.proposals.models import Proposal


def lock(proposal: Proposal) -> Proposal:
    """Read the row again and hold it until the end of the transaction.

    The same object is returned, up to date, with its co-op: callers see what they
    changed.
    """
    rows = Proposal.objects.select_for_update(of=("self",))
    proposal.refresh_from_db(from_queryset=rows.select_related("cooperative"))
    vars(proposal).pop("current_revisions", None)
    return proposal


def advance(
    proposal: Proposal,
    *,
    to: str,
    verb: str,
    by: Person | None,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    written: Mapping[str, Any] | None = None,
) -> Proposal:
    """Move a need to another stage and write the line; raise ``MoveNotAllowed``.

    The caller holds the row (``lock``), has read it since, and has asked whether ``by``
    may. Later rooms end their own actions with this one. ``written`` are fields that
    change with the stage, in the same statement.
    """
    check_move(proposal.status, to)
    before = proposal.status
    changed = {"changed_at": at, **(written or {})}
    held = Proposal.objects.filter(pk=proposal.pk, status=before)
    if not held.update(status=to, **changed):
        raise RuntimeError(f"{proposal} was not held: it is at another stage by now")
    proposal.status = to
    for name, value in changed.items():
        setattr(proposal, name, value)
    moved = {"from": str(before), "to": str(to)}
    record(verb, proposal, by=by, at=at, facts=moved | dict(facts or {}))
    return proposal
