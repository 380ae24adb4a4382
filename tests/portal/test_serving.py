"""``make run``, as a process: it prepares, says who may be played, and stops cleanly."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings

from tests import databases

PATIENCE = 120  # seconds before a test says that nothing comes


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Path:
    """A folder for everything the portal writes, its tables already there; whoever
    comes first prepares the rest for the next."""
    folder = tmp_path_factory.mktemp("place")
    shutil.copy(databases.sqlite_template(), folder / "passerelle.sqlite3")
    return folder


class Serve:
    def __init__(self, place: Path, **more: str) -> None:
        self.port, self.sandbox = free_port(), free_port()
        clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL",)}
        environment = clean | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "VAR_DIR": str(place),
            "PORT": str(self.port),
            "SANDBOX_PORT": str(self.sandbox),
            "DEMO": "0",
        }
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.append(line)

    @property
    def said(self) -> str:
        return "".join(self.lines)

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.02)

    def end(self) -> int:
        code = self.process.wait(PATIENCE)
        self.reader.join()
        self.process.stdout.close()
        return code


@contextmanager
def serving(place: Path, **more: str) -> Iterator[Serve]:
    serve = Serve(place, **more)
    try:
        yield serve
    finally:
        # Asked, not killed: it ends its own processes, which hold the pipe we read.
        serve.process.terminate()
        serve.end()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def page(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return answer.read().decode()


def test_it_prepares_serves_and_stops_on_ctrl_c(place: Path) -> None:
    with serving(place) as serve:
        serve.wait_for("Ctrl-C")
        assert f"http://127.0.0.1:{serve.port}/" in serve.said
        assert "Passerelle" in page(serve.port, "/fr/")
        assert 'lang="en"' in page(serve.port, "/en/")
        assert listens(serve.sandbox)
        worker_is_alive(serve.port)
        assert (place / "prepared").stat().st_mode & 0o077 == 0
        said = serve.said
        readers_mistakes(serve.port)
        assert serve.said == said, "what readers do wrong is not the operator’s concern"
        serve.process.send_signal(signal.SIGINT)
        assert serve.end() == 0, serve.said
    assert "Traceback" not in serve.said
    assert not listens(serve.port)
    assert not listens(serve.sandbox)


def readers_mistakes(port: int) -> None:
    """Each is answered in our own words."""
    assert asked(port, "HEAD", "/fr/") == (200, "")
    for method, path, code, words in (
        ("GET", "/fr/nulle-part/", 404, "Cette page n’existe pas"),
        ("GET", "/fr/besoins/?q=" + "a" * 5000, 400, "recherche est trop longue"),
        ("GET", "/fr/besoins/?q=" + "é" * 5000, 414, "with fewer words"),
        ("POST", "/fr/connexion/", 403, "Envoyez-le encore une fois"),
    ):
        found, html = asked(port, method, path)
        assert (found, words in html) == (code, True), (path[:30], found, html[:300])


def asked(port: int, method: str, path: str) -> tuple[int, str]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{quote(path, safe='/?=')}", method=method
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read().decode()


def worker_is_alive(port: int) -> None:
    """``/readyz`` says yes once the worker inside has given a sign of life."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            page(port, "/readyz")
        except urllib.error.HTTPError as answer:
            with answer:
                assert time.monotonic() < deadline, answer.read()
            time.sleep(0.05)
        else:
            return


def test_a_busy_port_gets_a_sentence(place: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(place, PORT=str(port)) as serve:
            assert serve.end() == 1
    assert f"127.0.0.1:{port} est déjà prise" in serve.said
    assert "is taken by another program" in serve.said
    assert "Traceback" not in serve.said


def test_when_one_process_dies_all_stop(place: Path) -> None:
    with serving(place) as serve:
        serve.wait_for("Ctrl-C")
        children = subprocess.run(
            ["pgrep", "-P", str(serve.process.pid), "-f", "sandbox"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        os.kill(int(children.stdout.split()[0]), signal.SIGKILL)
        assert serve.end() == 1
    assert "sandbox" in serve.said
    assert not listens(serve.port)
