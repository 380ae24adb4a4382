"""The processes behind one command, started apart and stopped together."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from portal.settings.addresses import in_url

PATIENCE = 60  # seconds a process has to answer its first request
GRACE = 15  # seconds a process has to end what it is doing
# A proxy of the environment knows nothing of what listens on this machine.
HERE = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class DidNotStart(Exception):
    """A process ended, or stayed silent, before its first answer."""


class Child:
    """One process in a session of its own: Ctrl-C reaches us first, then we tell it."""

    def __init__(
        self,
        name: str,
        command: list[str],
        extra: Mapping[str, str],
        *,
        quiet: bool = False,
    ) -> None:
        self.name = name
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env={**os.environ, **extra},
            stdout=subprocess.DEVNULL if quiet else None,
            start_new_session=True,
        )

    def wait_for(self, url: str) -> None:
        """Return when ``url`` answers; raise ``DidNotStart`` when it never does."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            if answers(url):
                return
            time.sleep(0.1)
        raise DidNotStart(f"{self.name}: {url}")

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def stop(self) -> None:
        if self.has_ended:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def answers(url: str) -> bool:
    try:
        with HERE.open(url, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def sandbox(host: str, port: int, *, hooks: bool, portal: str = "") -> Child:
    """The stand-in for GitHub; with ``hooks`` it tells the portal what happens. Its
    secret goes by the environment: a command line can be read by every neighbour."""
    command = [
        "-m", "integrations.github.sandbox", "--port", str(port), "--host", host,
        "--data", str(Path(settings.VAR_DIR) / "sandbox.json"),
        "--repository", settings.GITHUB["REPOSITORY"],
        "--webhook-url", f"{portal}/hooks/github/" if hooks else "",
    ]  # fmt: skip
    secret = next(iter(settings.GITHUB["WEBHOOK_SECRETS"]), "")
    told = {"GITHUB_WEBHOOK_SECRET": secret, "TIME_ZONE": settings.TIME_ZONE}
    return Child("sandbox", command, told, quiet=True)


def web(host: str, port: int) -> Child:
    """Gunicorn with its processes and their threads; the worker is in one of them."""
    command = [
        "-m", "gunicorn", "portal.wsgi", "--config", "portal/serving/gunicorn_conf.py",
        "--bind", f"{in_url(host)}:{port}",
    ]  # fmt: skip
    return Child("portal", command, {})
