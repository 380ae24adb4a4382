"""Open or closed is decided by one clock, the database's, whichever node is asked.

A node whose clock is five seconds, or an hour, slow would take ballots after
the close, a fast one would refuse ballots before it. PostgreSQL's ``now()`` is the start of the transaction; on
SQLite the database has the node's own clock.
"""

from datetime import datetime, timedelta

from django.db import connections, router
from django.utils import timezone

from governance.voting.models import Round

# By the node's own clock: what was asked a while ago still means now. A story, a test or
# a restore tells other times.
WAITED = timedelta(minutes=10)


def settled(at: datetime, held: Round | None = None) -> datetime:
    """The database's time, where ``at`` means now; else ``at``. A round that was locked
    in this transaction (``locks.hold_shared``) brings that time with it."""
    if abs(timezone.now() - at) > WAITED:
        return at
    return getattr(held, "held_at", None) or _asked() or at


def _asked() -> datetime | None:
    connection = connections[router.db_for_write(Round)]
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        now: datetime = cursor.fetchone()[0]
    return now
