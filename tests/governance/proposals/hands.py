"""Many hands on one thing at once, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from governance.refusals import Refusal

HANDS = 10


def together(act: Callable[[int], Any], hands: int = HANDS) -> list[Any]:
    """What each hand got, or the refusal it met. Any other error is raised."""
    start = Barrier(hands)

    def one(number: int) -> Any:
        start.wait()
        try:
            return act(number)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(one, range(hands)))


def refused(got: list[Any]) -> int:
    return sum(isinstance(one, Refusal) for one in got)
