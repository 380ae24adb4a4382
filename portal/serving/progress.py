"""One line per step, with the time it took."""

import contextlib
import time
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def step(say: Callable[[str], None], words: str) -> Iterator[None]:
    say(f"▸ {words}…")
    started = time.monotonic()
    yield
    say(f"  ✓ {time.monotonic() - started:.0f} s")
