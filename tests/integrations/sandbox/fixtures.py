"""The sandbox as a process of its own, for any test that wants a GitHub.

    from tests.integrations.sandbox.fixtures import running_sandbox

    with running_sandbox(tmp_path) as sandbox:
        sandbox.url, sandbox.token, sandbox.developer(...)

Every exchange is recorded; when the block ends well, each is judged against GitHub's
description and a finding fails the test (``judged=False`` keeps quiet).
"""

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from tests.github_contract import judge, judge_webhook
from tests.integrations.sandbox.processes import (
    PATIENCE,
    Start,
    Started,
    from_nursery,
)

REPOSITORY = "carnet-commun/carnet"
TOKEN = "sandbox"
DEVELOPER_TOKEN = "developer"

opener = build_opener(ProxyHandler({}))


@dataclass
class RunningSandbox:
    """A sandbox that can be asked, told to misbehave, killed and started again."""

    data: Path
    options: list[str]
    url: str = ""
    token: str = TOKEN
    repository: str = REPOSITORY
    begin: Start = field(default=from_nursery, repr=False)
    process: Started | None = field(default=None, repr=False)

    def start(self) -> None:
        """Starts the process and waits for its ready line."""
        port = self.url.rpartition(":")[2] or "0"
        self.process = self.begin(
            ["--data", str(self.data), "--port", port, *self.options]
        )
        line = self.process.said
        assert "ready" in line, f"the sandbox did not start: {line!r}"
        self.url = line.split()[3].rstrip("/")

    def kill(self) -> None:
        """kill -9: no time to say goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """SIGTERM, and the code it ends with."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        assert self.process
        code = self.process.end(how)
        self.process = None
        return code

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        token: str = TOKEN,
        **headers: str,
    ) -> "Answer":
        """One request as a program would send it; never raises for a status."""
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        sent |= {name.replace("_", "-"): text for name, text in headers.items()}
        data = (
            body
            if isinstance(body, bytes)
            else None
            if body is None
            else json.dumps(body).encode()
        )
        return fetch(Request(self.url + path, data=data, headers=sent, method=method))

    def repo(self, path: str = "") -> str:
        """A path of the API under the repository."""
        return f"/repos/{self.repository}{path}"

    def page(self, path: str, lang: str = "en") -> "Answer":
        """A page as a browser would ask for it."""
        headers = {"Accept": "text/html", "Accept-Language": lang}
        return fetch(Request(self.url + path, headers=headers))

    def submit(
        self, path: str, origin: str | None = None, lang: str = "en", **fields: str
    ) -> "Answer":
        """A form under the repository's pages, sent as the developer's browser would."""
        headers = {
            "Origin": origin or self.url,
            "Accept": "text/html",
            "Accept-Language": lang,
        }
        target = f"{self.url}/{self.repository}{path}"
        return fetch(
            Request(
                target, data=urlencode(fields).encode(), headers=headers, method="POST"
            )
        )

    def develop(self, number: int, title: str = "Do what was asked") -> str:
        """Takes an issue, opens a pull request for it and merges it; the sha of the merge."""
        self.submit(f"/issues/{number}/take")
        landed = self.submit(f"/issues/{number}/pull", title=title)
        pull = int(landed.url.partition("/pull/")[2].partition("?")[0])
        self.submit(f"/pull/{pull}/merge")
        return str(
            self.ask("GET", self.repo(f"/pulls/{pull}")).json["merge_commit_sha"]
        )

    def release(self, tag: str, name: str = "", notes: str = "") -> None:
        """Publishes a release of everything merged."""
        answer = self.submit("/releases/new", tag=tag, name=name, notes=notes)
        assert answer.status == 200, answer.text

    def fault(self, kind: str, **order: Any) -> None:
        """Orders a fault (kinds in integrations/github/sandbox/faults.py)."""
        answer = self.ask("POST", "/_sandbox/faults", {"kind": kind, **order})
        assert answer.status == 200, answer.text

    def traffic(self) -> dict[str, Any]:
        """What was recorded: exchanges, and the log of deliveries."""
        recorded: dict[str, Any] = self.ask("GET", "/_sandbox/traffic").json
        return recorded

    def findings(self) -> list[str]:
        """What GitHub's description has against the exchanges and webhooks so far."""
        recorded = self.traffic()
        wrong = [line for row in recorded["exchanges"] for line in judge(row)]
        for row in recorded["deliveries"]:
            wrong += judge_webhook(row["event"], json.loads(row["payload"]))
        return wrong

    def settled(self) -> list[dict[str, Any]]:
        """The deliveries, once none is waiting to be sent."""
        return wait_for(lambda: self._all_sent(), "the webhooks are sent")

    def _all_sent(self) -> list[dict[str, Any]] | None:
        rows: list[dict[str, Any]] = self.traffic()["deliveries"]
        return None if any(row["state"] == "pending" for row in rows) else rows


@dataclass(frozen=True)
class Answer:
    """What came back. ``url`` is where redirects ended."""

    status: int
    headers: dict[str, str]
    body: bytes
    url: str

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def fetch(request: Request) -> Answer:
    """Sends a request on this machine, past any proxy."""
    try:
        with opener.open(request, timeout=PATIENCE) as got:
            return Answer(got.status, dict(got.headers), got.read(), got.url)
    except HTTPError as got:
        with got:
            return Answer(got.code, dict(got.headers), got.read(), got.url)


def wait_for(look: Callable[[], Any], what: str) -> Any:
    """Looks until there is something; fails with a sentence after ``PATIENCE``."""
    end = time.monotonic() + PATIENCE
    while not (found := look()) and found != []:
        assert time.monotonic() < end, f"waited in vain until {what}"
        threading.Event().wait(0.02)
    return found


@contextmanager
def running_sandbox(
    tmp_path: Path,
    record: bool = True,
    webhook_url: str = "",
    secret: str = "",
    judged: bool = True,
    begin: Start = from_nursery,
) -> Iterator[RunningSandbox]:
    """A sandbox on a free port with a fresh data file, ended with the block: killed,
    what it answered is kept. ``begin=by_command`` where its start or end is the point."""
    options = [
        "--webhook-url",
        webhook_url,
        "--secret",
        secret,
        *(["--record"] if record else []),
    ]
    sandbox = RunningSandbox(tmp_path / "sandbox.json", options, begin=begin)
    sandbox.start()
    try:
        yield sandbox
        if record and judged and sandbox.process:
            found = sandbox.findings()
            assert not found, "\n".join(found)
    finally:
        if sandbox.process:
            sandbox.kill()


@pytest.fixture
def sandbox(database_folder: Path) -> Iterator[RunningSandbox]:
    """A sandbox for one test, judged at its end; its file is in memory, where there is
    room: what a disk keeps is for test_durability."""
    with (
        TemporaryDirectory(dir=database_folder) as folder,
        running_sandbox(Path(folder)) as running,
    ):
        yield running
