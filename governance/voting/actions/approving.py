"""A person has checked a round: it opens by itself at its hour, unless held back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Person
from governance.refusals import MoveNotAllowed, allow
from governance.voting import lifecycle, locks, permissions
from governance.voting.models import Round, Standstill


@transaction.atomic
def approve_round(round: Round, *, by: Person, at: datetime) -> Round:
    """Let the portal open the round at ``opens_at``, when its roll is frozen and its
    rules are sealed. Approving twice is approving once."""
    held = _held(round, by, at)
    if held.approved_at is not None:
        return held
    if at >= held.opens_at:
        raise MoveNotAllowed(
            _(
                "The opening time has passed. Open the vote yourself, or correct its "
                "dates."
            )
        )
    held.approved_at = at
    held.save(update_fields=["approved_at"])
    record("round.approved", held, by=by, at=at)
    return held


@transaction.atomic
def hold_back_round(round: Round, *, by: Person, at: datetime) -> Round:
    """Nothing happens by itself any more, until somebody approves it again."""
    held = _held(round, by, at)
    if held.approved_at is None:
        return held
    held.approved_at = None
    held.save(update_fields=["approved_at"])
    Standstill.objects.filter(round=held).delete()
    record("round.held_back", held, by=by, at=at)
    return held


def _held(round: Round, by: Person, at: datetime) -> Round:
    held = locks.hold_alone(round)
    allow(
        permissions.can_run(by, held),
        _("Only the people who hold this vote may open it."),
    )
    if not lifecycle.may("open", held, at):
        raise MoveNotAllowed(_("This vote was already opened, or it was cancelled."))
    return held
