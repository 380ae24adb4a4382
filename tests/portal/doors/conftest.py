"""The world of these tests: built once, each test in a transaction that is undone."""

import copy
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections, transaction
from django.test import Client
from django.utils import translation

from tests import databases
from tests.portal.doors import world as worlds
from tests.portal.doors.world import World


@pytest.fixture(scope="session")
def built(
    django_db_setup: None, django_db_blocker: Any, database_folder: Path
) -> tuple[dict[str, object], World]:
    """A database of its own with the world in it."""
    with django_db_blocker.unblock():
        before = dict(connections.settings["default"])
        own = databases.clone_sqlite(database_folder, "doors")
        databases.point_at(own)
        try:
            with translation.override("en"):
                return own, worlds.build()
        finally:
            databases.point_at(before)


@pytest.fixture
def world(
    built: tuple[dict[str, object], World], django_db_blocker: Any
) -> Iterator[World]:
    cache.clear()
    own, made = built
    before = dict(connections.settings["default"])
    with django_db_blocker.unblock():
        databases.point_at(own)
        try:
            with transaction.atomic():
                yield copy.deepcopy(made)
                transaction.set_rollback(True)
        finally:
            databases.point_at(before)


@pytest.fixture
def own_world(
    built: tuple[dict[str, object], World],
    django_db_blocker: Any,
    database_folder: Path,
) -> Iterator[World]:
    """A copy of the world for what must commit: nothing is undone, nobody else sees."""
    own, made = built
    mine = own | {"NAME": str(database_folder / "doors-own.sqlite3")}
    with sqlite3.connect(str(own["NAME"])) as raw:
        raw.execute("VACUUM INTO ?", [mine["NAME"]])
    raw.close()
    before = dict(connections.settings["default"])
    with django_db_blocker.unblock():
        databases.point_at(mine)
        try:
            yield copy.deepcopy(made)
        finally:
            databases.point_at(before)
    Path(str(mine["NAME"])).unlink()


@pytest.fixture
def visitor(request: pytest.FixtureRequest) -> Callable[..., Client]:
    """A browser of someone with that role; ``anonymous`` is nobody."""
    own = "own_world" in request.fixturenames
    world: World = request.getfixturevalue("own_world" if own else "world")

    def of(role: str, **options: Any) -> Client:
        client = Client(**options)
        if role != "anonymous":
            client.force_login(
                world.people[role], backend="django.contrib.auth.backends.ModelBackend"
            )
        return client

    return of
