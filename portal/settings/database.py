"""Where the data lives: SQLite made safe for writers, or PostgreSQL."""

from pathlib import Path
from typing import Any

import environ

# Without IMMEDIATE and WAL a third of simultaneous votes fail with "database is
# locked"; FULL because a vote told "recorded" must survive a power cut.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


def configuration(env: environ.Env, var_dir: Path) -> dict[str, Any]:
    """Django's setting for ``DATABASE_URL``; SQLite under ``var/`` by default."""
    url = f"sqlite:///{var_dir / 'passerelle.sqlite3'}"
    database: dict[str, Any] = dict(env.db_url("DATABASE_URL", default=url))
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = SQLITE_OPTIONS
        # Opening the file, and tidying its log when the last one leaves, costs as much
        # as casting a ballot: connections stay.
        database["CONN_MAX_AGE"] = None
    else:
        database["CONN_MAX_AGE"] = 60  # seconds
        database["CONN_HEALTH_CHECKS"] = True
    return database
