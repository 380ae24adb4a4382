"""Those who have not voted are reminded, each once and of nothing but the date."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.refusals import MoveNotAllowed
from governance.voting import locks, reminding
from governance.voting.models import Reminder, Round


@transaction.atomic
def remind_voters(round: Round, *, days: int, at: datetime) -> bool:
    """Let the reminder that goes out ``days`` before the closing leave; False where
    it left already, or is not due any more. By the clock: nobody presses a button.

    Who is written to follows from the roll when the mail leaves, not from here.
    """
    held = locks.hold_shared(round)
    if not reminding.is_due(held, days, at):
        return False
    _row, written = Reminder.objects.get_or_create(round=held, days_before=days)
    if written:
        record("round.reminded", held, by=None, at=at, facts={"days_before": days})
    return written


@transaction.atomic
def settle_reminder(reminder: Reminder, *, people: int, at: datetime) -> bool:
    """Once the round is over, keep how many a reminder reached, for good; False where
    that was done. Whoever calls forgets, in the same transaction, who they were."""
    held = Reminder.objects.select_for_update().get(pk=reminder.pk)
    if held.people is not None:
        return False
    if held.round.is_open(at):
        raise MoveNotAllowed(_("A reminder is settled once its vote is over."))
    held.people = people
    held.save(update_fields=["people"])
    facts = {"days_before": held.days_before, "people": people}
    record("reminder.settled", held.round, by=None, at=at, facts=facts)
    return True
