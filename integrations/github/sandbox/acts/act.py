"""One change in hand: the data, who does it, when, and whom it will be told."""

import uuid
from dataclasses import dataclass
from typing import Any

from integrations.github.sandbox import shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record

# The log keeps this many settled deliveries; GitHub forgets them after days.
KEPT_DELIVERIES = 150


class Refused(Exception):
    """GitHub would say no. ``code`` and ``field`` go into its 422 body."""

    def __init__(
        self, message: str, *, status: int = 422, field: str = "", code: str = "invalid"
    ) -> None:
        super().__init__(message)
        self.message, self.status, self.field, self.code = message, status, field, code


@dataclass
class Act:
    """A change being made. ``at`` is UTC with whole seconds, as GitHub writes it."""

    data: Data
    by: str
    at: str
    places: Addresses
    listened: bool

    def next_id(self) -> int:
        """A number that no other row of any kind has."""
        self.data["next_id"] += 1
        return int(self.data["next_id"])

    def note(self, number: int, event: str, **facts: Any) -> None:
        """Adds a line to the history of issue ``number``."""
        row = {
            "id": self.next_id(),
            "issue": number,
            "event": event,
            "actor": self.by,
            "at": self.at,
        }
        self.data["events"].append(row | facts)

    def tell(self, event: str, action: str, **parts: Any) -> None:
        """Queues a webhook with the state of this moment; the act's save keeps it."""
        if not self.listened:
            return
        payload = {"action": action, **parts} if action else dict(parts)
        payload["repository"] = shapes.repository.webhook(self.data, self.places)
        payload["sender"] = shapes.people.simple(self.data, self.by, self.places)
        self.data["deliveries"].append(self._delivery(event, action, payload))
        _forget_old(self.data["deliveries"])

    def _delivery(self, event: str, action: str, payload: Record) -> Record:
        return {
            "id": self.next_id(),
            "guid": str(uuid.uuid4()),
            "event": event,
            "action": action or None,
            "payload": shapes.dumped(payload),
            "created_at": self.at,
            "redelivery": False,
            "state": "pending",
        }


def _forget_old(deliveries: list[Record]) -> None:
    settled = [row for row in deliveries if row["state"] != "pending"]
    for row in settled[: max(0, len(settled) - KEPT_DELIVERIES)]:
        deliveries.remove(row)
