"""``manage.py serve``: the portal, its worker and the sandbox, with one Ctrl-C."""

import os
import signal
import time
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.demo import story
from portal.serving import children, ports, preparing, welcome


class Stop(Exception):
    """Somebody asked us to end."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stop


class Command(BaseCommand):
    # Looked at below, once it is known that the addresses are free.
    requires_system_checks = ()
    help = "Prepare what is missing, then run the portal, its worker and the sandbox."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
        parser.add_argument(
            "--sandbox-port", type=int, default=os.environ.get("SANDBOX_PORT", "8001")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        running: list[children.Child] = []
        try:
            self.run(running, options["host"], options["port"], options["sandbox_port"])
        except Stop:
            self.say("\nOn ferme… / Closing…")
        except (ports.PortIsBusy, children.DidNotStart) as problem:
            raise CommandError(str(problem)) from None
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            for child in reversed(running):
                child.stop()

    def run(
        self, running: list[children.Child], host: str, port: int, sandbox_port: int
    ) -> None:
        ports.require_free(host, port, "PORT")
        portal, sandbox = f"http://{host}:{port}", f"http://{host}:{sandbox_port}"
        if with_sandbox := settings.GITHUB["API_URL"].startswith(sandbox):
            ports.require_free(host, sandbox_port, "SANDBOX_PORT")
        preparing.translate(self.say)
        self.check()
        with preparing.quietly():
            preparing.prepare(self.say)
            if with_sandbox:
                self.tell_story(running, host, sandbox_port, sandbox)
        if with_sandbox:
            running.append(
                children.sandbox(host, sandbox_port, hooks=True, portal=portal)
            )
            running[-1].wait_for(f"{sandbox}/rate_limit")
        running.append(children.web(host, port))
        running[-1].wait_for(f"{portal}/healthz")
        self.say(welcome.words(portal, sandbox if with_sandbox else None))
        self.watch(running)

    def tell_story(
        self, running: list[children.Child], host: str, port: int, url: str
    ) -> None:
        """Fill an empty portal, with a sandbox that keeps what happens to itself."""
        if not preparing.demo_is_due():
            return
        running.append(children.sandbox(host, port, hooks=False))
        running[-1].wait_for(f"{url}/rate_limit")
        story.tell(self.say)
        running.pop().stop()

    def watch(self, running: list[children.Child]) -> None:
        """Wait for Ctrl-C; when one process ends by itself, end them all."""
        while True:
            time.sleep(0.5)
            for child in running:
                if child.has_ended:
                    raise children.DidNotStart(f"{child.name} s’est arrêté / stopped.")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
