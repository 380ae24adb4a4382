"""One browser, one portal and one told story for all the tests of this folder.

The portal runs in this process on a real port; each test gets a fresh copy of the
story's database. Playwright keeps an event loop running in the main thread, where
Django then refuses its database: what a test wants to ask the database is asked in a
thread (``Stage.ask``).
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

from tests import databases
from tests.browser.panes import Panes
from tests.browser.stage import Stage
from tests.browser.telling import Borrowed, told
from tests.browser.window import Window
from tests.integrations.sandbox.fixtures import running_sandbox
from tests.serving import portal

# First the one that draws no windows of its own around a page: the same engine for a
# quarter less work.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# A page's scripts run for a blink: code that V8 would make faster pays for itself never,
# and what they leave is gone with the page; only what was read of a script is worth
# keeping for the next page.
V8 = (
    "--js-flags=--no-opt --no-maglev --single-threaded --no-flush-bytecode"
    " --min-semi-space-size=64 --max-semi-space-size=64 --no-incremental-marking"
)
OPTIONS = [
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--in-process-gpu",
    "--enable-features=NetworkServiceInProcess2",
    V8,
]
# Pages laid out and never painted, a fifth less work: for what reads them without a
# pointer, which would wait for a picture.
UNDRAWN = "--disable-threaded-compositing"


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

            def launch(drawn: bool) -> Browser:
                args = OPTIONS if drawn else [*OPTIONS, UNDRAWN]
                return playwright.chromium.launch(executable_path=program, args=args)

            panes = Panes(launch, base)
            yield Stage(panes, sandbox.url, story, borrowed)
            panes.close()
        databases.point_at(before)
    borrowed.give_back()


@pytest.fixture
def world(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """The stage with the story untouched, and no window left open."""
    stage.begin(tmp_path)
    yield stage
    faults = [f for w in Window.opened for f in w.faults]
    for window in Window.opened:
        window.close()
    Window.opened.clear()
    stage.panes.give_back()
    assert not faults, "\n".join(faults)
