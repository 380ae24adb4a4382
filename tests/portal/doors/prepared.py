"""The world of these tests as a file: built once for all the processes of a run."""

import fcntl
import os
import pickle
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import translation

from tests import databases
from tests.portal.doors import world as worlds
from tests.portal.doors.leaks import canaries
from tests.portal.doors.world import World

BACKEND = "django.contrib.auth.backends.ModelBackend"


def shelf(factory: pytest.TempPathFactory) -> Path:
    """A folder that all the processes of this run see, and no other run."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def prepared(shelf: Path, blocker: Any) -> Path:
    """The database with the world in it; ``told`` says what is where."""
    file = shelf / "doors.sqlite3"
    with (shelf / "doors.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            with blocker.unblock():
                _build(shelf, file)
    return file


def told(file: Path) -> World:
    """Objects of its own for each who asks."""
    return pickle.loads(file.with_suffix(".pickle").read_bytes())


def _build(shelf: Path, file: Path) -> None:
    draft = databases.clone_sqlite(shelf, "doors-draft")
    before = dict(connections.settings["default"])
    databases.point_at(draft)
    try:
        with translation.override("en"):
            world = built()
        file.with_suffix(".pickle").write_bytes(pickle.dumps(world))
    finally:
        databases.point_at(before)
    with sqlite3.connect(str(draft["NAME"])) as raw:
        raw.execute("VACUUM INTO ?", [str(file)])
    raw.close()


def built() -> World:
    """In the database at hand, everybody signed in and what tells of them known."""
    world = worlds.build()
    for role, person in world.people.items():
        world.canaries[role] = canaries(person)
        world.sessions[role] = _signed_in(person)
    return world


def _signed_in(person: Any) -> str:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client.session.session_key
