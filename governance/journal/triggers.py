"""The database refuses to change a line that is written, whoever asks.

Three things are refused: changing or removing a line, emptying the table, and
adding a line that does not continue the chain (on SQLite a bare ``INSERT OR
REPLACE`` would otherwise put one line in the place of another, unseen by the
trigger on DELETE). There is no setting that switches this off: what must remove
lines (an empty database for tests, a restore) takes the triggers down with
``lifted`` and puts them back. A migration that rebuilds the table on SQLite loses
them: call ``install`` at its end.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "journal_entry"

# name → what follows CREATE TRIGGER
SQLITE = {
    "journal_no_change": f"""BEFORE UPDATE ON {TABLE} BEGIN
        SELECT RAISE(ABORT, 'journal: a written line is never changed'); END""",
    "journal_no_removal": f"""BEFORE DELETE ON {TABLE} BEGIN
        SELECT RAISE(ABORT, 'journal: a written line is never removed'); END""",
    "journal_follows": f"""BEFORE INSERT ON {TABLE} WHEN
        NEW.number IS NOT (SELECT COALESCE(MAX(number), 0) + 1 FROM {TABLE})
        OR NEW.prev IS NOT COALESCE((SELECT digest FROM {TABLE}
            ORDER BY number DESC LIMIT 1), '{"0" * 64}')
        BEGIN SELECT RAISE(ABORT, 'journal: a line continues the last one'); END""",  # noqa: S608 - our own table name
}

POSTGRESQL = {
    "journal_no_change": f"""BEFORE UPDATE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    "journal_no_removal": f"""BEFORE DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    "journal_no_truncate": f"""BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    "journal_follows": f"""BEFORE INSERT ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION journal_follows()""",
}

FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'journal: a written line is never changed or removed'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION journal_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tail record;
BEGIN
    SELECT number, digest INTO tail FROM {TABLE} ORDER BY number DESC LIMIT 1;
    IF NEW.number <> COALESCE(tail.number, 0) + 1
        OR NEW.prev <> COALESCE(tail.digest, repeat('0', 64)) THEN
        RAISE EXCEPTION 'journal: a line continues the last one'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""  # noqa: S608 - our own table name


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place; harmless where they already stand."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTIONS)
        for name, body in wanted(connection).items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger down; the lines are then defended by the chain alone."""
    place = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in wanted(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """A moment without triggers, for the few who must empty the table."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that should stand and do not."""
    there = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(there)
        standing = {row[0] for row in cursor.fetchall()}
    return sorted(set(wanted(connection)) - standing)


def wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The triggers of this database's kind, by name."""
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE
