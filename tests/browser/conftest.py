"""One browser, one portal and one told story for all the tests of this folder.

The portal runs in this process on a real port; each test gets a fresh copy of the
story's database. Playwright keeps an event loop running in the main thread, where
Django then refuses its database: what a test wants to ask the database is asked in a
thread (``Stage.ask``).
"""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

from portal.models import DemoPerson
from tests import databases
from tests.browser.telling import Borrowed, Told, told
from tests.browser.window import Window
from tests.integrations.sandbox.fixtures import running_sandbox
from tests.serving import portal

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = ["--disable-dev-shm-usage", "--disable-gpu"]
PHONE = {"width": 360, "height": 740}


def chromium() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip(
            "NO CHROMIUM on this machine: pages were NOT tested in a browser. NOT tested: "
            "the journey with and without scripts, the keyboard, axe on every page, "
            "reflow, text spacing, page weight, requests to other hosts."
        )
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


@dataclass
class Stage:
    """Where the tests play. ``people`` holds who may sign in at the demo's door."""

    browser: Browser
    base: str
    sandbox: str
    story: Told
    borrowed: Borrowed
    doors: dict[str, int] = field(default_factory=dict)
    visits: dict[str, Any] = field(default_factory=dict)

    def ask(self, question: Callable[[], Any]) -> Any:
        """Answer a question to the database, in a thread of its own."""

        def asked() -> Any:
            try:
                return question()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asked).result()

    def begin(self, folder: Path) -> None:
        """The story as it was told, whatever tests did to it before."""
        copy = self.story.copy(folder / "story")
        self.ask(lambda: databases.point_at(databases.sqlite_settings(copy.database)))
        self.borrowed.ROUND_KEYS_DIR = copy.keys
        cache.clear()
        self.visits.clear()
        self.doors = self.ask(
            lambda: {d.person.first_name: d.position for d in DemoPerson.objects.all()}
        )

    def window(
        self, who: str = "", language: str = "fr", scripts: bool = True, **options: Any
    ) -> Window:
        """A new window on a phone; ``who`` has come through the demo's door. Who signs
        in twice within a test keeps the first visit's cookies."""
        context = self.browser.new_context(
            base_url=self.base,
            java_script_enabled=scripts,
            locale=f"{language}-CA",
            storage_state=self.visits.get(who),
            **{"viewport": PHONE, "reduced_motion": "reduce"} | options,
        )
        window = Window(context.new_page(), language)
        if who and who not in self.visits:
            window.go(f"/{language}/demo/")
            window.page.locator(f"button[value='{self.doors[who]}']").click()
            self.visits[who] = context.storage_state()
        return window


@pytest.fixture(scope="package")
def stage(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Stage]:
    program, folder = chromium(), tmp_path_factory.mktemp("stage")
    before, borrowed = dict(connections.settings["default"]), Borrowed()
    with django_db_blocker.unblock():
        story = told(borrowed)
        copy = story.copy(folder / "sandbox")
        with (
            portal(borrowed) as base,
            running_sandbox(copy.folder, record=False) as sandbox,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
            yield Stage(browser, base, sandbox.url, story, borrowed)
            browser.close()
        databases.point_at(before)
    borrowed.give_back()


@pytest.fixture
def world(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """The stage with the story untouched, and no window left open."""
    stage.begin(tmp_path)
    yield stage
    faults = [f for w in Window.opened for f in w.faults]
    for context in stage.browser.contexts:
        context.close()
    Window.opened.clear()
    assert not faults, "\n".join(faults)
