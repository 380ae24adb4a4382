"""How long to wait before another try. Pure but for the dice."""

import random
from datetime import timedelta

FIRST = timedelta(seconds=10)
LONGEST = timedelta(hours=1)


def pause_after(attempts: int, least: timedelta | None = None) -> timedelta:
    """Doubled after each attempt, with up to a quarter more so that rows which
    failed together come back apart; never shorter than ``least``."""
    doubled = min(FIRST * 2 ** min(max(attempts, 1) - 1, 20), LONGEST)
    pause = doubled * random.uniform(1, 1.25)  # noqa: S311
    return max(pause, least) if least else pause
