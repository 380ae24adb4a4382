"""Open or closed is decided by one clock, the database's, whichever node is asked.

A node five seconds slow would take ballots after the close, one five seconds fast would
refuse ballots before it. PostgreSQL's ``now()`` is the start of the transaction; on
SQLite the database has the node's own clock.
"""

from datetime import datetime, timedelta

from django.db import connections, router

from governance.voting.models import Round

# Nodes are never this far apart; a story, a test or a restore tells other times.
TOLERANCE = timedelta(minutes=10)


def settled(at: datetime) -> datetime:
    """The database's time, where ``at`` means now; else ``at``."""
    connection = connections[router.db_for_write(Round)]
    if connection.vendor != "postgresql":
        return at
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        now: datetime = cursor.fetchone()[0]
    return now if abs(now - at) <= TOLERANCE else at
