"""The three ways a delivery does not succeed. Handlers raise them; ``outbox`` and
``inbound`` settle the row. The texts are for operators and hold nothing personal."""

from datetime import timedelta


class Fate(Exception):
    """Why a delivery did not go through; ``str()`` is a sentence for operators."""


class TryLater(Fate):
    """It may work later. ``after`` is the least time to wait, when it is known;
    ``for_all`` when the other side is away or asked for a pause altogether."""

    def __init__(
        self, problem: str, after: timedelta | None = None, *, for_all: bool = False
    ) -> None:
        super().__init__(problem)
        self.after, self.for_all = after, for_all


class WillNeverWork(Fate):
    """Trying again changes nothing; a person must look."""


class Misconfigured(Fate):
    """It works once a setting is mended; tried again when the worker starts."""
