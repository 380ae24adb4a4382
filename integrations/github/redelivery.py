"""Webhooks that did not reach us: GitHub keeps them for three days and sends none
again by itself. With an App we may ask for them; without one, the looks suffice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from integrations.github.client import Client
from integrations.github.records import moment
from integrations.models import Gate, InboundEvent

EVERY = timedelta(hours=1)
KEPT = timedelta(days=3)  # by GitHub
MOST_PAGES = 20  # a hundred deliveries each
DELIVERIES = "/app/hook/deliveries"


def ask_due(client: Client, at: datetime) -> int:
    """Once an hour, ask for every delivery that failed and never came; how many."""
    gate, _is_new = Gate.objects.get_or_create(pk=1)
    if gate.redelivered_at and gate.redelivered_at > at - EVERY:
        return 0
    last = gate.redelivered_at or at - KEPT
    lost = missing(list(_since(client, last - EVERY)))
    for row in lost:
        client.ask_as_app("POST", f"{DELIVERIES}/{row['id']}/attempts")
    Gate.objects.filter(pk=1).update(redelivered_at=at)
    return len(lost)


def _since(client: Client, first: datetime) -> Iterator[dict[str, Any]]:
    """Newest first, back to a time; a burst fills several pages."""
    for row in client.pages_as_app(DELIVERIES, MOST_PAGES):
        delivered = moment(row.get("delivered_at"))
        if delivered is not None and delivered < first:
            return
        yield row


def missing(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last try of each delivery that never succeeded and is not here."""
    arrived = {row["guid"] for row in rows if 200 <= row["status_code"] < 300}
    last = {row["guid"]: row for row in reversed(rows)}  # newest first in the list
    here = InboundEvent.objects.filter(guid__in=list(last)).values_list("guid")
    known = arrived | {guid for (guid,) in here}
    return [row for guid, row in last.items() if guid not in known]
