"""The data file outlives any end of the process, and has one owner."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.integrations.sandbox.fixtures import RunningSandbox, running_sandbox
from tests.integrations.sandbox.processes import PATIENCE, ROOT, by_command


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[RunningSandbox]:
    """Started by its own command: here that is the point."""
    with running_sandbox(tmp_path, begin=by_command) as running:
        yield running


def test_kill_9_keeps_everything_that_was_answered(sandbox: RunningSandbox) -> None:
    answered: list[int] = []
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            try:
                answer = sandbox.ask(
                    "POST", sandbox.repo("/issues"), {"title": "Un besoin"}
                )
            except OSError:
                return
            answered.append(answer.json["number"])
            if len(answered) == 40:
                stop.set()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    stop.wait(PATIENCE)
    sandbox.kill()
    for thread in threads:
        thread.join(PATIENCE)
    json.loads(sandbox.data.read_text())
    sandbox.start()
    kept = [
        row["number"]
        for page in (1, 2, 3)
        for row in sandbox.ask(
            "GET", sandbox.repo(f"/issues?state=all&per_page=100&page={page}")
        ).json
    ]
    assert set(answered) <= set(kept)
    assert len(kept) == len(set(kept))


def test_parallel_writes_get_a_number_each(sandbox: RunningSandbox) -> None:
    with ThreadPoolExecutor(8) as pool:
        rows = list(
            pool.map(
                lambda n: (
                    sandbox.ask("POST", sandbox.repo("/issues"), {"title": str(n)}).json
                ),
                range(24),
            )
        )
    assert sorted(row["number"] for row in rows) == list(range(1, 25))
    assert len({row["id"] for row in rows}) == 24


def test_sigterm_ends_it_in_order_and_a_restart_goes_on(
    sandbox: RunningSandbox,
) -> None:
    sandbox.ask("POST", sandbox.repo("/issues"), {"title": "Un besoin"})
    assert sandbox.stop() == 0
    sandbox.start()
    assert (
        sandbox.ask("POST", sandbox.repo("/issues"), {"title": "Un autre"}).json[
            "number"
        ]
        == 2
    )


def refused(*options: str) -> str:
    """The sentence with which a second sandbox refuses to start."""
    command = [sys.executable, "-m", "integrations.github.sandbox", *options]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert ended.returncode == 1
    return ended.stderr.strip()


def test_a_taken_port_or_file_gets_a_sentence(
    sandbox: RunningSandbox, tmp_path: Path
) -> None:
    port = sandbox.url.rpartition(":")[2]
    elsewhere = str(tmp_path / "other.json")
    assert (
        refused("--port", port, "--data", elsewhere)
        == f"Port {port} is taken. Choose another one with --port."
    )
    assert refused("--port", "0", "--data", str(sandbox.data)).startswith(
        "Another sandbox is using"
    )
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    assert "cannot be read as the sandbox's data" in refused(
        "--port", "0", "--data", str(broken)
    )


def test_the_portal_s_command_starts_it_too(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "manage.py",
        "sandbox",
        "--port",
        "0",
        "--data",
        str(tmp_path / "data.json"),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert "Sandbox ready at http://127.0.0.1:" in process.stdout.readline()
        process.terminate()
        assert process.wait(PATIENCE) == 0


def test_nothing_is_recorded_unless_asked(tmp_path: Path) -> None:
    with running_sandbox(tmp_path, record=False) as sandbox:
        sandbox.ask("GET", "/user")
        assert sandbox.traffic() == {
            "recording": False,
            "exchanges": [],
            "deliveries": [],
        }
