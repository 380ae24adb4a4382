"""Members who vote at the same time, through HTTP: ballots a second, errors, doubles.

A gunicorn as ``make run`` starts it, on a database of its own: SQLite, and a private
PostgreSQL where its programs are at hand. 32 members at a time send the last of the
three steps, each on a connection of their own.
"""

import http.client
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from urllib.parse import urlencode

HERE = Path(__file__).parent.parent
HANDS, PORT = 32, 8947
VOTERS = 2_000
TOKEN = "b" * 32

# What the second process does: the members, an open round, and one ready form each.
PREPARE = """
import sys
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from bench.casting_hall import forms
Path(sys.argv[1]).write_text("\\n".join(forms(int(sys.argv[2]))))
"""


def measured() -> dict[str, float]:
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        figures |= on("SQLite", url, Path(folder))
    with postgresql() as url:
        if url is None:
            print("PostgreSQL's programs were not found: not measured there.")
            return figures
        with tempfile.TemporaryDirectory() as folder:
            figures |= on("PostgreSQL", url, Path(folder))
    return figures


@contextmanager
def postgresql() -> Iterator[str | None]:
    from tests.databases import Server, postgresql_binaries

    if postgresql_binaries() is None:
        yield None
        return
    server = Server()
    try:
        server.execute("CREATE DATABASE bench")
        yield server.url("bench")
    finally:
        server.close()


def on(name: str, url: str, folder: Path) -> dict[str, float]:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PYTHONPATH": str(HERE),
    }
    ready = folder / "forms"
    prepare = [sys.executable, "-c", PREPARE, str(ready), str(VOTERS)]
    subprocess.run(prepare, cwd=HERE, env=environment, check=True)
    with web(environment):
        rate, answers = stormed(ready.read_text().splitlines())
    wrong = sum(n for status, n in answers.items() if status != 200)
    return {
        f"casting over HTTP, {name} (ballots/s)": round(rate),
        f"casting over HTTP, {name} (errors)": wrong,
    }


@contextmanager
def web(environment: dict[str, str]) -> Iterator[None]:
    command = [
        sys.executable, "-m", "gunicorn", "portal.wsgi", "--config",
        "portal/serving/gunicorn_conf.py", "--bind", f"127.0.0.1:{PORT}",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=HERE, env=environment)
    try:
        wait()
        yield
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


def stormed(forms: list[str]) -> tuple[float, Counter[int]]:
    """All forms sent by 32 hands; ballots a second, and how often each status came."""
    waiting: SimpleQueue[str] = SimpleQueue()
    for form in forms:
        waiting.put(form)
    answers: Counter[int] = Counter()
    hands = [
        threading.Thread(target=hand, args=(waiting, answers)) for _ in range(HANDS)
    ]
    started = time.perf_counter()
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    return len(forms) / (time.perf_counter() - started), answers


def hand(waiting: SimpleQueue[str], answers: Counter[int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    while True:
        try:
            path, session, slip = waiting.get_nowait().split(" ")
        except Empty:
            return
        body = urlencode({"slip": slip, "csrfmiddlewaretoken": TOKEN})
        headers = {
            "Cookie": f"{session}; csrftoken={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        answers[answer.status] += 1
