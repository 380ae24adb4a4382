"""Gives birth to sandboxes: a process that has loaded everything, and forks.

    python -m tests.integrations.sandbox.nursery

A line in, a line out. ``["start", …options]``: a new process that runs the sandbox's own
``main`` with these options; its number comes back, then the sandbox's ready line.
``["end", number]``: waits for its end; the code comes back. Each sandbox is a process
like any other, with its own memory, files and signals: only its loading is shared. When
nobody holds our input any more, all end.
"""

import gc
import json
import os
import signal
import sys
import traceback

from integrations.github.sandbox import __main__ as sandbox


def run() -> None:
    """Until the input ends."""
    sandbox.prepare()
    load_pages()
    gc.collect()
    gc.freeze()
    alive: set[int] = set()
    try:
        for line in sys.stdin:
            order, *given = json.loads(line)
            say(born(given, alive) if order == "start" else ended(*given, alive))
    finally:
        for number in alive:
            os.kill(number, signal.SIGKILL)


def load_pages() -> None:
    """What the first visit of a page loads, and the texts in both languages."""
    from django.utils import translation

    from integrations.github.sandbox.web import pages, rendering  # noqa: F401

    for language in ("fr", "en"):
        with translation.override(language):
            translation.gettext("Open")


def say(word: object) -> None:
    """In one piece: where output is not buffered, ``print`` writes a line's end apart,
    and a word of the newborn may come between."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def born(options: list[str], alive: set[int]) -> int:
    number = os.fork()
    if not number:
        live(options)
    alive.add(number)
    return number


def live(options: list[str]) -> None:
    """The sandbox, as from the command line; never returns."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.argv[1:] = options
        code = sandbox.main()
    except BaseException:
        traceback.print_exc()
    finally:
        if code:  # whoever waits for the ready line must not wait for ever
            say(f"the sandbox ended with code {code}")
        os._exit(code)


def ended(number: int, alive: set[int]) -> int:
    _number, status = os.waitpid(number, 0)
    alive.discard(number)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    run()
