"""One portal, one sandbox, one worker, several people."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.utils import timezone

from portal.models import Beat
from portal.site.accounts.demo import present
from portal.work import steps
from portal.work.worker import Worker
from tests.cast import AT
from tests.integrations.sandbox.fixtures import RunningSandbox, running_sandbox
from tests.journeys.visitor import Visitor
from tests.serving import portal


@pytest.fixture
def with_pages(founded: None, sqlite_file: Any, database_folder: Path) -> None:
    """The database of the test begins as a portal whose page trees are founded."""
    shutil.copyfile(database_folder / "founded.sqlite3", sqlite_file.settings["NAME"])


@pytest.fixture
def world(
    sqlite_file: Any,
    with_pages: None,
    settings: Any,
    tmp_path: Path,
    les_affluents: Any,
    request: pytest.FixtureRequest,
) -> Iterator["World"]:
    """The stage: everything runs, the cast is at the demo's door."""
    settings.ROUND_KEYS_DIR = tmp_path / "keys"
    secret = settings.GITHUB["WEBHOOK_SECRETS"][0]
    cast = (
        "rose_aimee",
        "marc_andre",
        "huguette",
        "melanie",
        "gaetan",
        "denis",
        "priya",
    )
    for position, name in enumerate(cast, start=1):
        person = request.getfixturevalue(name)
        present(person, position=position, line_fr=name, line_en=name)
    with (
        time_machine.travel(AT, tick=True) as clock,
        portal(settings) as base,
        running_sandbox(
            tmp_path, webhook_url=f"{base}/hooks/github/", secret=secret
        ) as sandbox,
    ):
        github = {"API_URL": sandbox.url, "TOKEN": sandbox.token}
        settings.GITHUB = django_settings.GITHUB | github
        stage = World(base, sandbox, clock)
        stage.later()
        yield stage
        for visitor in stage.visitors:
            visitor.close()


class World:
    """What the story may do besides visiting pages: let time pass, let the worker work."""

    def __init__(self, base: str, sandbox: RunningSandbox, clock: Any) -> None:
        self.base, self.sandbox, self.clock = base, sandbox, clock
        self.visitors: list[Visitor] = []

    def visitor(self, first_name: str = "", language: str = "fr") -> Visitor:
        someone = Visitor(self.base, language)
        self.visitors.append(someone)
        return someone.sign_in(first_name) if first_name else someone

    def later(self, **how_long: float) -> datetime:
        """Move every clock, the portal at work all the while; returns the new time."""
        self.clock.shift(timedelta(**how_long))
        now = timezone.now()
        Beat.objects.update(at=now)
        stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.sandbox.ask("POST", "/_sandbox/clock", {"now": stamp})
        return now

    def work(self) -> None:
        """One worker does all that is due, after the sandbox has told its news."""
        if self.sandbox.traffic()["deliveries"]:
            self.sandbox.settled()
        Worker(tick=steps.enqueue_due).run_until_idle()


Story = Callable[[World], None]
