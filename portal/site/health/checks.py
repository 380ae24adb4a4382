"""What must be true for this process to take visitors."""

from datetime import timedelta
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from governance.journal import triggers
from portal.models import Beat

SILENCE = timedelta(minutes=3)  # longer without a beat, and nobody does the work


def report() -> dict[str, bool]:
    """Each condition by name; without a database nothing else is asked."""
    if not database_answers():
        return {"database": False}
    try:
        return {
            "database": True,
            "migrations": migrations_are_applied(),
            "journal": journal_is_protected(),
            "worker": worker_is_alive(),
        }
    except DatabaseError:  # for instance, no tables yet
        return {"database": True, "migrations": False}


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def migrations_are_applied() -> bool:
    """Reads every migration's name; once true it stays true for this process."""
    try:
        return _all_applied()
    except LookupError:
        return False


def journal_is_protected() -> bool:
    """The database still refuses to rewrite the journal."""
    return not triggers.missing(connection)


def worker_is_alive() -> bool:
    return Beat.objects.filter(at__gt=timezone.now() - SILENCE).exists()


@cache
def _all_applied() -> bool:
    """True, or ``LookupError``: only good news is remembered."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise LookupError("migrations wait")
    return True
