"""What a database holds, in short: two equal fingerprints, and nothing was written."""

import hashlib
from typing import Any

from django.db import connection

# What reading may write: whose session it is, what was asked how often, and the row
# that Wagtail keeps of how somebody likes the admin.
OF_READING = {"django_session", "cache", "wagtailusers_userprofile"}
SIGNED_IN = "last_login"  # the column that signing in writes


def fingerprint() -> dict[str, str]:
    """A digest of every table's rows."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - OF_READING
        return {table: _digest(cursor, table) for table in sorted(tables)}


def _digest(cursor: Any, table: str) -> str:
    cursor.execute(f'SELECT * FROM "{table}"')
    names, rows = [column[0] for column in cursor.description], cursor.fetchall()
    if SIGNED_IN in names:
        place = names.index(SIGNED_IN)
        rows = [(*row[:place], *row[place + 1 :]) for row in rows]
    return hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()


def changed(before: dict[str, str]) -> list[str]:
    """The tables that are not as they were."""
    now = fingerprint()
    return [t for t in sorted(now | before) if now.get(t) != before.get(t)]
