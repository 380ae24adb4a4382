"""What the database keeps of rows that are gone is wiped once a round is sealed.

Deleted rows lie in the file for a while, in the order in which they were written, beside
a journal in the same order. Backups, replicas and kept logs are beyond its reach:
``docs/operating.md`` says what to do about them.
"""

import logging

from django.db import Error, connections, router

from governance.voting.models import Ballot

log = logging.getLogger(__name__)

TABLES = ("voting_ballot", "voting_waitingentry", "voting_rollline")


def wipe() -> bool:
    """Outside of any transaction; whether it was done. Harmless to repeat, and a
    database too busy for it loses nothing: the next seal wipes again."""
    connection = connections[router.db_for_write(Ballot)]
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"VACUUM {', '.join(TABLES)}")
            else:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except Error:
        log.warning("What the database keeps of deleted rows could not be wiped.")
        return False
    return True
