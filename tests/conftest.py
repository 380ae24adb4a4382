"""What every test may ask for.

- ``db`` (pytest-django): one transaction on a SQLite clone, rolled back; the default.
- ``each_database``: the test runs twice, on a fresh SQLite file and on a fresh
  PostgreSQL database, *without* a transaction around it: threads and other processes
  see what is committed. ``each_database.url`` is a ``DATABASE_URL`` for a subprocess,
  ``each_database.vendor`` its name. ``sqlite_file`` and ``postgresql`` give one of them.
- ``database``: whichever of the above the test asked for, else ``db``. The cast asks
  for this one.

Where no PostgreSQL is at hand the tests that need it are skipped, loudly.
"""

import gc
import itertools
import os
import socket
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
import pytest
from django.conf import settings
from django.db import connections
from django.utils import translation

from tests import databases
from tests.postgresql import Server, postgresql_binaries, postgresql_template

pytest_plugins = [
    f"tests.{name}"
    for name in ("worlds", "cast", "founded")
    if (Path(__file__).parent / f"{name}.py").exists()
]

_numbers = itertools.count(1)

databases.use_memory()
# A test makes much and keeps little: look for rings of dead objects seldom, ...
gc.set_threshold(100_000, 50, 100)


def pytest_collection_finish(session: pytest.Session) -> None:
    """... and never again among what the whole run keeps."""
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class RealDatabase:
    """A database of its own for one test. ``url`` is for other processes."""

    vendor: str
    url: str
    settings: dict[str, object]


@pytest.fixture(scope="session")
def database_folder() -> Iterator[Path]:
    folder = databases.fast_folder()
    with tempfile.TemporaryDirectory(prefix="passerelle-", dir=folder) as made:
        yield Path(made)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, database_folder: Path) -> Iterator[None]:
    """Instead of migrating for each run: a clone of the migrated template."""
    with django_db_blocker.unblock():
        databases.point_at(databases.clone_sqlite(database_folder, "main"))
    yield
    connections["default"].close()


@pytest.fixture(scope="session")
def postgresql_server(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A private server for this run, or the one TEST_DATABASE_URL names."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield GivenServer(url)
        return
    if postgresql_binaries() is None:
        yield None
        return
    with django_db_blocker.unblock():
        before = dict(connections.settings["default"])
        template = postgresql_template()
        databases.point_at(before)
    server = Server(template)
    yield server
    server.close()


class GivenServer:
    """A server that the environment names; databases are made beside its own."""

    def __init__(self, url: str) -> None:
        self.given = environ.Env.db_url_config(url)
        self.ready = False

    def execute(self, sql: str) -> None:
        import psycopg

        with psycopg.connect(
            host=self.given["HOST"], port=self.given["PORT"] or None,
            user=self.given["USER"], password=self.given["PASSWORD"],
            dbname=self.given["NAME"], autocommit=True,
        ) as connection:  # fmt: skip
            connection.execute(sql)

    def clone(self, name: str) -> None:
        self.execute(f"CREATE DATABASE {name} TEMPLATE template_portal")

    def settings(self, name: str) -> dict[str, object]:
        return {**self.given, "NAME": name, "OPTIONS": {}, "CONN_MAX_AGE": 0}

    def url(self, name: str) -> str:
        given = self.given
        secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
        port = f":{given['PORT']}" if given["PORT"] else ""
        socket_folder = str(given["HOST"]).startswith("/")
        host = f"/{given['HOST']}" if socket_folder else given["HOST"]
        return f"postgres://{given['USER']}{secret}@{host}{port}/{name}"

    def prepare(self) -> None:
        if not self.ready:
            self.execute("DROP DATABASE IF EXISTS template_portal")
            self.execute("CREATE DATABASE template_portal")
            databases.migrate_afresh(self.url("template_portal"))
            self.ready = True


def _clone_postgresql(server: Any) -> RealDatabase:
    if isinstance(server, GivenServer):
        server.prepare()
    name = f"test_{os.getpid()}_{next(_numbers)}"
    server.clone(name)
    return RealDatabase("postgresql", server.url(name), server.settings(name))


def _clone_sqlite(folder: Path) -> RealDatabase:
    settings = databases.clone_sqlite(folder, f"test_{os.getpid()}_{next(_numbers)}")
    return RealDatabase("sqlite", f"sqlite:///{settings['NAME']}", settings)


def _use(real: RealDatabase, blocker: Any) -> Iterator[RealDatabase]:
    before = dict(connections.settings["default"])
    with blocker.unblock():
        databases.point_at(real.settings)
        try:
            yield real
        finally:
            databases.point_at(before)


@pytest.fixture
def sqlite_file(
    django_db_setup: None, django_db_blocker: Any, database_folder: Path
) -> Iterator[RealDatabase]:
    yield from _use(_clone_sqlite(database_folder), django_db_blocker)


@pytest.fixture
def postgresql(
    postgresql_server: Any, django_db_blocker: Any
) -> Iterator[RealDatabase]:
    if postgresql_server is None:
        pytest.skip(
            "NO POSTGRESQL: neither TEST_DATABASE_URL, nor its binaries, nor the "
            "pip-installable server were found; this behaviour was NOT tested there."
        )
    real = None
    with django_db_blocker.unblock():
        before = dict(connections.settings["default"])
        real = _clone_postgresql(postgresql_server)
        databases.point_at(before)
    yield from _use(real, django_db_blocker)
    postgresql_server.execute(f"DROP DATABASE {real.settings['NAME']} WITH (FORCE)")


@pytest.fixture(params=["sqlite_file", "postgresql"])
def each_database(request: pytest.FixtureRequest) -> RealDatabase:
    return request.getfixturevalue(request.param)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Any:
    """The database the test asked for; a rolled-back transaction unless it did."""
    for name in ("each_database", "postgresql", "sqlite_file", "transactional_db"):
        if name in request.fixturenames:
            return request.getfixturevalue(name)
    return request.getfixturevalue("db")


_real_connect = socket.socket.connect


def _own_postgresql_template() -> None:
    if "TEST_DATABASE_URL" not in os.environ and postgresql_binaries():
        postgresql_template()


TEMPLATES = {"gw0": databases.sqlite_template, "gw1": _own_postgresql_template}


def pytest_sessionstart(session: pytest.Session) -> None:
    """Of the whole suite in two processes each makes a template while it still reads
    the tests: one takes a quarter of a minute. Who needs it sooner waits for it."""
    whole = [Path(arg).name for arg in session.config.args] == ["tests"]
    make = TEMPLATES.get(os.environ.get("PYTEST_XDIST_WORKER", ""))
    if whole and make:
        threading.Thread(target=make, daemon=True).start()


@pytest.fixture(autouse=True)
def french_first() -> Iterator[None]:
    """Each test begins as a process does: a request leaves its language behind."""
    translation.activate(settings.LANGUAGE_CODE)
    yield


@pytest.fixture(autouse=True, scope="session")
def only_loopback() -> Iterator[None]:
    """No test reaches the network: loopback and Unix sockets only."""

    def connect(self: socket.socket, address: Any) -> None:
        local = not isinstance(address, tuple) or address[0] in (
            "127.0.0.1", "::1", "localhost",
        )  # fmt: skip
        if not local:
            raise RuntimeError(f"A test tried to reach {address[0]}.")
        return _real_connect(self, address)

    socket.socket.connect = connect
    yield
    socket.socket.connect = _real_connect
