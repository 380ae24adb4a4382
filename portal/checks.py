"""System checks that read as sentences."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register, run_checks
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

LEAST_WAIT = 5  # seconds a writer must wait for another before giving up


@register
def sqlite_is_safe_for_writers(**kwargs: Any) -> list[CheckMessage]:
    """Without IMMEDIATE, WAL and patience, a third of simultaneous votes fail."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    safe = (
        options.get("transaction_mode") == "IMMEDIATE"
        and options.get("timeout", 0) >= LEAST_WAIT
        and "journal_mode=wal" in options.get("init_command", "").lower()
    )
    if safe:
        return []
    return [
        Error(
            "SQLite is not set for several writers at once: votes would be lost.",
            hint="Keep portal.settings.database.SQLITE_OPTIONS, or use PostgreSQL.",
            id="portal.E001",
        )
    ]


@register
def guardian_adds_nobody(**kwargs: Any) -> list[CheckMessage]:
    if settings.ANONYMOUS_USER_NAME is None:
        return []
    return [
        Error(
            "django-guardian would add an anonymous row among the members.",
            hint="Set ANONYMOUS_USER_NAME = None.",
            id="portal.E002",
        )
    ]


@register(deploy=True)
def mail_goes_somewhere(**kwargs: Any) -> list[CheckMessage]:
    if not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return []
    return [
        Caution(
            "Mail is written to files: no member will receive a sign-in code.",
            hint="Set EMAIL_URL.",
            id="portal.W001",
        )
    ]


def refuse_half_set() -> None:
    """Called once when a server starts, which runs no check by itself.

    Raises ``ImproperlyConfigured`` with the sentence of every error found.
    """
    wrong = [message for message in run_checks() if message.is_serious()]
    if wrong:
        said = [f"{each.msg} {each.hint or ''}".rstrip() for each in wrong]
        raise ImproperlyConfigured("\n".join(said))


def refuse_unsafe_database() -> None:
    """Called once when a server starts: ask the database itself.

    Raises ``ImproperlyConfigured`` when SQLite could not be put in WAL mode (a network
    disk, a read-only folder).
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        wait = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.close()
    if mode != "wal" or wait < LEAST_WAIT * 1000:
        raise ImproperlyConfigured(
            f"SQLite answers journal_mode={mode}, busy_timeout={wait} ms; votes would "
            "be lost. Put the database on a local disk, or use PostgreSQL."
        )
