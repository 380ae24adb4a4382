"""A few lines to read back, and raw hands on the table."""

from datetime import UTC, datetime

from django.db import connection, transaction

from governance.journal.actions import record
from governance.journal.models import Head

AT = datetime(2026, 11, 2, 14, 30, 15, 123456, tzinfo=UTC)


class SomeBody:
    ref = "0b0e7a6c-3c8e-4a52-9d3c-6f2f2f6b9b11"


def write(count: int, subject: int = 1) -> None:
    """Add ``count`` lines, each in a transaction of its own."""
    for turn in range(count):
        facts = {"turn": turn, "reason": "été"}
        with transaction.atomic():
            record("need.drafted", Head(pk=subject), by=SomeBody(), at=AT, facts=facts)


def run_sql(sql: str) -> None:
    """Raw SQL, as someone who holds the database would type it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
