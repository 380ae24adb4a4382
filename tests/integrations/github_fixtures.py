"""The portal pointed at a sandbox, and short ways to look at what it holds."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.utils import timezone

from integrations import outbox
from integrations.models import MirrorLink
from tests.integrations.sandbox.fixtures import RunningSandbox, running_sandbox

SECRET = "un secret de test"


def pointed_at(sandbox: RunningSandbox, **more: Any) -> dict[str, Any]:
    """The portal's GitHub settings for a sandbox."""
    return {
        "API_URL": sandbox.url,
        "REPOSITORY": sandbox.repository,
        "APP_ID": "",
        "APP_PRIVATE_KEY": "",
        "INSTALLATION_ID": "",
        "TOKEN": sandbox.token,
        "WEBHOOK_SECRETS": [SECRET],
        "TIMEOUT": 5,
        "SECONDS_BETWEEN_WRITES": 0,
        "REPOST_WAIT": 60,
    } | more


@pytest.fixture(scope="module")
def sandbox_process(database_folder: Path) -> Iterator[RunningSandbox]:
    """One sandbox for a module's tests; every exchange is judged at the end."""
    with (
        TemporaryDirectory(dir=database_folder) as folder,
        running_sandbox(Path(folder)) as sandbox,
    ):
        yield sandbox


@pytest.fixture
def github(sandbox_process: RunningSandbox, settings: Any) -> Iterator[RunningSandbox]:
    """The sandbox, with nothing wrong ordered, and the portal pointed at it."""
    settings.GITHUB = pointed_at(sandbox_process)
    sandbox_process.ask("DELETE", "/_sandbox/faults")
    yield sandbox_process
    sandbox_process.ask("DELETE", "/_sandbox/faults")


@pytest.fixture
def issues(github: RunningSandbox) -> Callable[[], list[dict[str, Any]]]:
    """The issues that the portal made in this test."""
    before = {row["number"] for row in portal_issues(github)}
    return lambda: [r for r in portal_issues(github) if r["number"] not in before]


def portal_issues(sandbox: RunningSandbox) -> list[dict[str, Any]]:
    rows = json.loads(sandbox.data.read_text())["issues"].values()
    return [row for row in rows if "passerelle v1 p=" in (row["body"] or "")]


def forget_traffic(sandbox: RunningSandbox) -> None:
    """For a fault that GitHub's description does not know: not judged."""
    sandbox.ask("GET", "/_sandbox/traffic?clear=1")


def mirrored() -> MirrorLink:
    """Collect and deliver to GitHub once; the newest link."""
    outbox.collect(timezone.now())
    outbox.deliver_due("github")
    return MirrorLink.objects.order_by("-pk")[0]
