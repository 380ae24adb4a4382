"""The world of these tests: built once, each test in a transaction that is undone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections, transaction
from django.template import Template
from django.template.context import Context
from django.test import Client

from tests import databases
from tests.portal.doors import prepared
from tests.portal.doors.fingerprints import fingerprint
from tests.portal.doors.world import World


@pytest.fixture(scope="session")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Path:
    """A database with the world in it, to be copied."""
    return prepared.prepared(prepared.shelf(tmp_path_factory), django_db_blocker)


@pytest.fixture(scope="session")
def lent(built: Path, database_folder: Path) -> dict[str, object]:
    """A copy for the tests of this process that undo what they do."""
    return _copied(built, database_folder / "doors.sqlite3")


@pytest.fixture(scope="session")
def before(lent: dict[str, object], django_db_blocker: Any) -> dict[str, str]:
    """The fingerprint of the world as each test of this process finds it."""
    standing = dict(connections.settings["default"])
    with django_db_blocker.unblock():
        databases.point_at(lent)
        try:
            return fingerprint()
        finally:
            databases.point_at(standing)


@pytest.fixture
def world(
    built: Path, lent: dict[str, object], django_db_blocker: Any
) -> Iterator[World]:
    cache.clear()
    before = dict(connections.settings["default"])
    with django_db_blocker.unblock():
        databases.point_at(lent)
        try:
            with transaction.atomic():
                yield prepared.told(built)
                transaction.set_rollback(True)
        finally:
            databases.point_at(before)


@pytest.fixture
def own_world(
    built: Path, django_db_blocker: Any, database_folder: Path
) -> Iterator[World]:
    """A copy of the world for what must commit: nothing is undone, nobody else sees."""
    mine = _copied(built, database_folder / "doors-own.sqlite3")
    before = dict(connections.settings["default"])
    with django_db_blocker.unblock():
        databases.point_at(mine)
        try:
            yield prepared.told(built)
        finally:
            databases.point_at(before)
    Path(str(mine["NAME"])).unlink()


def _copied(built: Path, to: Path) -> dict[str, object]:
    shutil.copyfile(built, to)
    return databases.sqlite_settings(to)


@pytest.fixture
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages drawn as on a server: nobody takes note of each template and of all it was
    given. For tests that read the answers alone."""

    def drawn(template: Template, context: Context) -> str:
        return template.nodelist.render(context)

    monkeypatch.setattr(Template, "_render", drawn)


@pytest.fixture
def visitor(request: pytest.FixtureRequest) -> Callable[..., Client]:
    """A browser of someone with that role; ``anonymous`` is nobody."""
    own = "own_world" in request.fixturenames
    world: World = request.getfixturevalue("own_world" if own else "world")

    def of(role: str, **options: Any) -> Client:
        client = Client(**options)
        if role != "anonymous":
            client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
        return client

    return of
