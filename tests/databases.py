"""Databases for tests: migrated once, then cloned in a blink.

The template is keyed by a hash of every migration and of the versions at work, and
kept under ``var/testdb/``; that of PostgreSQL too (``tests.postgresql``).
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connections

STORE = Path(settings.VAR_DIR) / "testdb"


MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3  # bytes


def fast_folder() -> str | None:
    """Memory, where there is room: a clone costs a tenth of what it costs on a disk.
    Durability is not under test. None means the usual temporary folder."""
    if not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return None
    return str(MEMORY) if shutil.disk_usage(MEMORY).free > ROOM else None


def use_memory() -> None:
    """Temporary folders and the keys of rounds there too, of this process and of those
    it starts: keys are written through to the disk each time a round opens."""
    if folder := fast_folder():
        os.environ["TMPDIR"] = tempfile.tempdir = folder
    keys = Path(tempfile.gettempdir()) / f"passerelle-keys-{os.geteuid()}"
    os.environ.setdefault("ROUND_KEYS_DIR", str(keys))
    settings.ROUND_KEYS_DIR = Path(os.environ["ROUND_KEYS_DIR"])


@cache
def fingerprint() -> str:
    """Changes whenever a migration of any installed app does."""
    seen = hashlib.sha256(f"{sys.version_info[:2]}{django.VERSION}".encode())
    for config in sorted(apps.get_app_configs(), key=lambda c: c.label):
        for file in sorted(Path(config.path).glob("migrations/*.py")):
            seen.update(file.name.encode())
            seen.update(file.read_bytes())
    return seen.hexdigest()[:16]


@contextlib.contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time builds a template."""
    STORE.mkdir(parents=True, exist_ok=True)
    with (STORE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def point_at(database: dict[str, object]) -> None:
    """Make every connection of this process, in any thread, use ``database``."""
    connections["default"].close()
    current = connections.settings["default"]
    current.update(database)
    with contextlib.suppress(AttributeError):
        del connections["default"]


def sqlite_settings(path: Path) -> dict[str, object]:
    options = settings.SQLITE_TEST_OPTIONS
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0,
        "USER": "",
        "HOST": "",
        "PORT": "",
    }


def migrate_afresh(url: str) -> None:
    """In a process of its own: some migrations remember the first database they met."""
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        check=True,
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "DATABASE_URL": url},
    )


def sqlite_template() -> Path:
    """The path of a migrated SQLite file; made when it is not there yet."""
    path = STORE / f"{fingerprint()}.sqlite3"
    with alone("sqlite"):
        if not path.exists():
            draft = path.with_suffix(f".draft-{os.getpid()}")
            migrate_afresh(f"sqlite:///{draft}")
            with sqlite3.connect(draft) as raw:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.close()
            draft.rename(path)
            forget_old("*.sqlite3", keep=path)
    return path


def forget_old(pattern: str, keep: Path) -> None:
    """Keep the few newest templates."""
    old = sorted(STORE.glob(pattern), key=lambda p: p.stat().st_mtime)[:-4]
    for path in old:
        if path != keep:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def clone_sqlite(folder: Path, name: str) -> dict[str, object]:
    path = folder / f"{name}.sqlite3"
    shutil.copyfile(sqlite_template(), path)
    return sqlite_settings(path)
