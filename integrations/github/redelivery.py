"""Webhooks that did not reach us: GitHub keeps them for three days and sends none
again by itself. With an App we may ask for them; without one, the looks suffice."""

from datetime import datetime, timedelta
from typing import Any

from integrations.github.client import Client
from integrations.models import Gate, InboundEvent

EVERY = timedelta(hours=1)
DELIVERIES = "/app/hook/deliveries"


def ask_due(client: Client, at: datetime) -> int:
    """Once an hour, ask for every delivery that failed and never came; how many."""
    gate, _is_new = Gate.objects.get_or_create(pk=1)
    if gate.redelivered_at and gate.redelivered_at > at - EVERY:
        return 0
    Gate.objects.filter(pk=1).update(redelivered_at=at)
    rows = client.ask_as_app("GET", DELIVERIES, {"per_page": 100})
    lost = missing(rows or [])
    for row in lost:
        client.ask_as_app("POST", f"{DELIVERIES}/{row['id']}/attempts")
    return len(lost)


def missing(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last try of each delivery that never succeeded and is not here."""
    arrived = {row["guid"] for row in rows if 200 <= row["status_code"] < 300}
    last = {row["guid"]: row for row in reversed(rows)}  # newest first in the list
    here = InboundEvent.objects.filter(guid__in=list(last)).values_list("guid")
    known = arrived | {guid for (guid,) in here}
    return [row for guid, row in last.items() if guid not in known]
