"""axe on every page of the sandbox, on a phone and on a screen, light and dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from tests.integrations.sandbox.fixtures import RunningSandbox, running_sandbox

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM, reason="NO CHROMIUM: the pages were not looked at"
    ),
]

PATHS = (
    "/issues", "/issues?state=closed", "/issues/1", "/issues/2", "/pulls", "/pull/3",
    "/pull/4", "/releases", "/releases/new", "/releases/tag/v0.1.0",
    "/settings/hooks", "/nowhere",
)  # fmt: skip


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """A sandbox with something on every page."""
    folder: Path = tmp_path_factory.mktemp("sandbox")
    with running_sandbox(folder, webhook_url="http://127.0.0.1:9/") as sandbox:
        body = "## Récit\n\nJe peux lire.\n\n- une chose"
        for title in ("Un rappel", "Une liste de médicaments à imprimer en gros"):
            order = {"title": title, "body": body, "labels": ["coop-mandate"]}
            sandbox.ask("POST", sandbox.repo("/issues"), order)
        sandbox.develop(1)
        sandbox.submit("/issues/2/pull", title="Une piste")
        sandbox.submit("/issues/2/comment", body="Une **question**?")
        sandbox.release("v0.1.0", "Premiers pas", "Des notes.")
        sandbox.settled()
        yield sandbox


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield opened
        opened.close()


@pytest.mark.parametrize(
    ("width", "scheme", "lang"), [(360, "light", "fr"), (1280, "dark", "en")]
)
def test_nothing_stands_in_the_way(
    lived_in: RunningSandbox, browser: Browser, width: int, scheme: str, lang: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale=f"{lang}-CA",
        bypass_csp=True,  # axe is injected; the pages themselves run no script
    )
    page = context.new_page()
    found = []
    for path in ("/", *(f"/{lived_in.repository}{path}" for path in PATHS)):
        page.goto(lived_in.url + path)
        results = Axe().run(page).response
        found += [
            (path, row["id"], row["nodes"][0]["html"]) for row in results["violations"]
        ]
        too_wide = "document.documentElement.scrollWidth > innerWidth"
        found += [(path, "too wide", "")] if page.evaluate(too_wide) else []
    context.close()
    assert found == []
