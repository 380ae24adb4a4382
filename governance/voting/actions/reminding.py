"""Those who have not voted are reminded, each once and of nothing but the date."""

from datetime import datetime

from django.db import transaction

from governance.journal.actions import record
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
