"""Commitments move to the public log in shuffled batches, while the round is open."""

from datetime import datetime

from django.db import transaction

from governance.voting import ledger, lifecycle, locks
from governance.voting.models import Round


@transaction.atomic
def publish_commitments(round: Round, *, at: datetime) -> int:
    """Put a batch on the log if enough commitments wait; how many entries went.

    Harmless to repeat. Members go on voting meanwhile; the seal waits for us. The log
    is its own record: nothing is written to the journal, which would tell the time.
    """
    held = locks.hold_shared(round)
    if not lifecycle.may("cast", held, at) or not ledger.has_log(held):
        return 0
    return ledger.publish_batch(held)
