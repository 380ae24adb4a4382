"""The command line of the sandbox, for ``manage.py sandbox`` and ``python -m``."""

import errno
import logging
import os
import signal
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from integrations.github.sandbox import seed
from integrations.github.sandbox.server import Running
from integrations.github.sandbox.store import AlreadyOpen, Store
from integrations.github.sandbox.world import Hook, World

DEFAULTS: dict[str, Any] = {
    "host": "127.0.0.1",
    "port": os.environ.get("SANDBOX_PORT", "8001"),
    "data": Path("var/sandbox.json"),
    "repository": "carnet-commun/carnet",
    "token": "sandbox",
    "webhook_url": "",
    "secret": os.environ.get("GITHUB_WEBHOOK_SECRET", "").partition(",")[0],
}


class CannotStart(Exception):
    """A sentence for the person at the keyboard."""


def port(said: str) -> int:
    """A port, or ``ValueError``: the parser then names what was given."""
    if (number := int(said)) not in range(65536):
        raise ValueError(said)
    return number


def add_arguments(
    parser: ArgumentParser, defaults: Mapping[str, Any] = DEFAULTS
) -> None:
    """Declares the options; ``defaults`` may come from the portal's settings."""
    parser.add_argument("--host", help="address to listen on")
    parser.add_argument(
        "--port", type=port, help="port to listen on; 0 takes a free one"
    )
    parser.add_argument("--data", type=Path, help="the file that keeps everything")
    parser.add_argument("--repository", help="owner/name of the one repository")
    parser.add_argument("--token", help="the token that clients must send")
    parser.add_argument("--webhook-url", help="where webhooks go; empty for none")
    parser.add_argument("--secret", help="the secret that webhooks are signed with")
    parser.add_argument(
        "--record",
        action="store_true",
        help="keep every exchange for GET /_sandbox/traffic",
    )
    parser.set_defaults(**DEFAULTS | dict(defaults))


def run(options: Mapping[str, Any], say: Callable[[str], None]) -> None:
    """Serves until SIGTERM or Ctrl-C. Raises CannotStart with a sentence."""
    logging.basicConfig(level=logging.WARNING)
    running = _started(options)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, running.stop)
    say(f"Sandbox ready at {running.world.origin}/ (this is not GitHub)")
    running.serve()


def _started(options: Mapping[str, Any]) -> Running:
    repository, path = str(options["repository"]), Path(options["data"])
    if repository.count("/") != 1:
        raise CannotStart(f"The repository is written owner/name, not {repository!r}.")
    try:
        store = Store(
            path,
            partial(
                seed.fresh, repository, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            ),
        )
    except AlreadyOpen as error:
        raise CannotStart(
            f"Another sandbox is using {path}. Stop it, or name another file with --data."
        ) from error
    except (OSError, ValueError) as error:
        raise CannotStart(
            f"{path} cannot be read as the sandbox's data: {error}"
        ) from error
    return _listening(options, _world(options, store))


def _world(options: Mapping[str, Any], store: Store) -> World:
    with store.reading() as data:
        row = data["repository"]
    world = World(
        store,
        f"{row['owner']}/{row['name']}",
        Hook(options["webhook_url"], options["secret"]),
    )
    world.token = options["token"]
    world.traffic.recording = options["record"]
    return world


def _listening(options: Mapping[str, Any], world: World) -> Running:
    try:
        return Running(world, options["host"], options["port"])
    except OSError as error:
        world.store.close()
        if error.errno == errno.EADDRINUSE:
            raise CannotStart(
                f"Port {options['port']} is taken. Choose another one with --port."
            ) from error
        raise CannotStart(
            f"Cannot listen on {options['host']}:{options['port']}: {error.strerror}."
        ) from error
