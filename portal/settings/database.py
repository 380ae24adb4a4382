"""Where the data lives: SQLite made safe for writers, or PostgreSQL."""

import contextlib
import warnings
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}

# Without IMMEDIATE and WAL a third of simultaneous votes fail with "database is
# locked"; FULL because a vote told "recorded" must survive a power cut. Secure delete
# writes zeros over what is deleted: else a ballot that was replaced or shuffled would
# stay in the file, where it lay when it was cast, depending on how SQLite was built.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    ),
}


def configuration(env: environ.Env, var_dir: Path) -> dict[str, Any]:
    """Django's setting for ``DATABASE_URL``; SQLite under ``var/`` by default.

    Raises ``ImproperlyConfigured`` in a sentence that does not show the address: it
    holds a secret.
    """
    database = _read(env, f"sqlite:///{var_dir / 'passerelle.sqlite3'}")
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = SQLITE_OPTIONS
        # Opening the file, and tidying its log when the last one leaves, costs as much
        # as casting a ballot: connections stay.
        database["CONN_MAX_AGE"] = None
    else:
        database["CONN_MAX_AGE"] = 60  # seconds
        database["CONN_HEALTH_CHECKS"] = True
    return database


def _read(env: environ.Env, default: str) -> dict[str, Any]:
    database: dict[str, Any] = {}
    with (
        warnings.catch_warnings(action="ignore"),
        contextlib.suppress(LookupError, ValueError, ImproperlyConfigured),
    ):
        database = dict(env.db_url("DATABASE_URL", default=default))
    if database.get("ENGINE") not in ENGINES or not database.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL is not the address of a database: write "
            "postgres://user:secret@host/name, or sqlite:////path/file.sqlite3."
        )
    return database
