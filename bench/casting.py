"""Members who vote at the same time, through HTTP: ballots a second, errors, doubles.

A gunicorn as ``make run`` starts it, on a database of its own: SQLite, and a private
PostgreSQL where its programs are at hand. 32 members at a time send the last of the
three steps. Afterwards the vote is closed, counted and its bundle checked by verify.py.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import cores

HERE = Path(__file__).parent.parent
PORT = 8947
VOTERS = 2_000
HALL = [sys.executable, "-m", "bench.casting_hall"]


def measured() -> dict[str, float]:
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        figures |= on("SQLite", url, Path(folder))
    with postgresql() as server:
        if server is None:
            print("PostgreSQL's programs were not found: not measured there.")
            return figures
        with tempfile.TemporaryDirectory() as folder:
            url, beside = server.url("bench"), server.process.pid
            figures |= on("PostgreSQL", url, Path(folder), beside=beside)
    return figures


@contextmanager
def postgresql() -> Iterator[Any]:
    from tests.postgresql import Server, postgresql_binaries

    if postgresql_binaries() is None:
        yield None
        return
    server = Server()
    try:
        server.execute("CREATE DATABASE bench")
        yield server
    finally:
        server.close()


def on(name: str, url: str, folder: Path, beside: int = 0) -> dict[str, float]:
    """The storm on one database; ``beside`` is a process whose work counts too."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
    }
    ready, told = folder / "forms", folder / "told"
    run([*HALL, "prepare", str(ready), str(VOTERS)], environment)
    with web(environment) as portal:
        cores.settled()
        before = cores.spent(portal) + (cores.spent(beside) if beside else 0)
        client = [sys.executable, "-m", "bench.casting_client", str(ready), str(PORT)]
        told.write_bytes(run(client, environment))
        after = cores.spent(portal) + (cores.spent(beside) if beside else 0)
    doubles = json.loads(run([*HALL, "check", str(told), str(VOTERS)], environment))
    return shown(name, json.loads(told.read_bytes()), after - before, doubles)


def shown(
    name: str, told: dict[str, Any], cpu: float, doubles: int
) -> dict[str, float]:
    """``cpu``: seconds of the portal and its database. What is wanted is 120 ballots a
    second on two cores, client included: 16.7 ms of both a ballot."""
    cast = f"casting over HTTP, {name}"
    answered = sum(told["answers"].values())
    return {
        f"{cast} (ballots/s)": round(answered / told["seconds"]),
        f"{cast} (ms until the receipt, half)": round(told["half"] * 1000),
        f"{cast} (ms until the receipt, 95 %)": round(told["most"] * 1000),
        f"{cast} (CPU ms a ballot, portal)": round(cpu / answered * 1000, 1),
        f"{cast} (CPU ms a ballot, client)": round(told["cpu"] / answered * 1000, 1),
        f"{cast} (errors)": VOTERS - len(set(told["trackers"])),
        f"{cast} (doubles)": doubles,
    }


def run(command: list[str], environment: dict[str, str]) -> bytes:
    done = subprocess.run(
        command, cwd=HERE, env=environment, check=True, stdout=subprocess.PIPE
    )
    return done.stdout


@contextmanager
def web(environment: dict[str, str]) -> Iterator[int]:
    command = [
        sys.executable, "-m", "gunicorn", "portal.wsgi", "--config",
        "portal/serving/gunicorn_conf.py", "--bind", f"127.0.0.1:{PORT}",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=HERE, env=environment)
    try:
        wait()
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def wait() -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the portal did not start")
