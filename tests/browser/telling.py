"""The demo's story told once, and kept for as long as what tells it is the same.

It gives every page something to show in every state. A copy is made for each test, so
that no test sees what another did.
"""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

from cms.trees import ensure_trees
from portal.demo import story
from tests import databases
from tests.integrations.sandbox.fixtures import running_sandbox

PEOPLE = 88  # eleven in each co-op: enough for quorums, groups and a secret vote
TELLERS = ("governance", "cms", "integrations", "portal/demo", "portal/work")
KINDS = {".py", ".json", ".toml"}


class Borrowed:
    """Django's settings, changed until ``give_back`` (pytest-django's own fixture
    lives for one test only)."""

    def __init__(self) -> None:
        self.__dict__["before"] = {}

    def __getattr__(self, name: str) -> object:
        return getattr(settings, name)

    def __setattr__(self, name: str, value: object) -> None:
        self.before.setdefault(name, getattr(settings, name))
        setattr(settings, name, value)

    def give_back(self) -> None:
        for name, value in self.before.items():
            setattr(settings, name, value)


@dataclass(frozen=True)
class Told:
    """What a story leaves: a database, a sandbox's data and the keys of open rounds."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "story.sqlite3"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def lines(self) -> Path:
        """What was said while it was told, a line for each thing."""
        return self.folder / "said.txt"

    def copy(self, folder: Path) -> "Told":
        shutil.copytree(self.folder, folder)
        return Told(folder)


def fingerprint() -> str:
    """Changes with whatever tells the story, and with the day it is told on."""
    seen = hashlib.sha256(f"{databases.fingerprint()}{PEOPLE}".encode())
    seen.update(timezone.localdate().isoformat().encode())
    roots = [settings.BASE_DIR / name for name in TELLERS]
    for path in sorted(p for root in roots for p in root.rglob("*")):
        if path.suffix in KINDS and "__pycache__" not in path.parts:
            seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def told(borrowed: Borrowed) -> Told:
    """The kept story, told first where there is none. ``borrowed`` are
    settings that may be changed for the telling."""
    kept = databases.STORE / f"story-{fingerprint()}"
    with databases.alone("story"):
        if not kept.exists():
            draft = kept.with_suffix(".draft")
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir(parents=True)
            tell(Told(draft), borrowed)
            draft.rename(kept)
            databases.forget_old("story-*", keep=kept)
    return Told(kept)


def tell(draft: Told, borrowed: Borrowed) -> None:
    shutil.copyfile(databases.sqlite_template(), draft.database)
    before = dict(connections.settings["default"])
    databases.point_at(databases.sqlite_settings(draft.database))
    borrowed.ROUND_KEYS_DIR = draft.keys
    try:
        with running_sandbox(draft.folder, record=False) as sandbox:
            github = {"API_URL": sandbox.url, "TOKEN": sandbox.token}
            borrowed.GITHUB = settings.GITHUB | github
            ensure_trees(timezone.now())
            said: list[str] = []
            story.tell(said.append, people=PEOPLE)
            draft.lines.write_text("\n".join(said))
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        databases.point_at(before)
