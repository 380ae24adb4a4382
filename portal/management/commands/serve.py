"""``manage.py serve``: the portal, its worker and the sandbox, with one Ctrl-C."""

import os
import signal
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.demo import story
from portal.serving import children, places, ports, preparing, welcome

# Told in a sentence of their own, and that is all there is to say.
PROBLEMS = (ports.CannotListen, preparing.CannotPrepare, children.DidNotStart)
PRIVATE = 0o077  # what is written from here on is for nobody else to read


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
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument(
            "--sandbox-port", default=os.environ.get("SANDBOX_PORT", "8001")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        running: list[children.Child] = []
        try:
            self.run(running, places.chosen(options))
        except Stop:
            self.say("\nOn ferme… / Closing…")
        except PROBLEMS as problem:
            raise CommandError(str(problem)) from None
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            for child in reversed(running):
                child.stop()

    def run(self, running: list[children.Child], here: places.Places) -> None:
        here.require_free()
        preparing.translate(self.say)
        os.umask(PRIVATE)
        self.check()
        with preparing.quietly():
            preparing.prepare(self.say)
            if here.with_sandbox:
                self.tell_story(running, here)
        if here.with_sandbox:
            running.append(here.start_sandbox(hooks=True))
            running[-1].wait_for(f"{here.sandbox}/rate_limit")
        running.append(children.web(here.host, here.port))
        running[-1].wait_for(f"{here.portal}/healthz")
        self.say(welcome.words(here))
        self.watch(running)

    def tell_story(self, running: list[children.Child], here: places.Places) -> None:
        """Fill an empty portal, with a sandbox that keeps what happens to itself."""
        if not preparing.demo_is_due():
            return
        running.append(here.start_sandbox(hooks=False))
        running[-1].wait_for(f"{here.sandbox}/rate_limit")
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
