"""The log of webhooks: what was said to the portal and what it answered."""

import json

from integrations.github.sandbox import deliveries
from integrations.github.sandbox.messages import Response
from integrations.github.sandbox.store import Data, Record
from integrations.github.sandbox.web import views_of
from integrations.github.sandbox.web.issues import Missing, acting
from integrations.github.sandbox.web.rendering import Visit, redirect, render

SHOWN = 40


def listed(visit: Visit) -> Response:
    """The newest deliveries."""
    with visit.world.store.reading() as data:
        rows = [views_of.delivery(row) for row in data["deliveries"][: -SHOWN - 1 : -1]]
    return render(visit, "deliveries", {"deliveries": rows, "hook": visit.world.hook.url})


def show(visit: Visit) -> Response:
    """One delivery with both sides of the talk."""
    with visit.world.store.reading() as data:
        row = _found(data, visit)
        facts = {
            "delivery": views_of.delivery(row),
            "payload": json.dumps(json.loads(row["payload"]), indent=2, ensure_ascii=False),
            "headers": row.get("headers", {}),
            "answer": row.get("answer", {}),
        }
    return render(visit, "delivery", facts)


def send_again(visit: Visit) -> Response:
    """The same bytes under the same GUID."""
    with acting(visit) as act:
        again = deliveries.send_again(act, _found(act.data, visit))
    return redirect(visit.page("/settings/hooks"), "sent_again", f"delivery-{again['id']}")


def _found(data: Data, visit: Visit) -> Record:
    row: Record | None = next((row for row in data["deliveries"] if str(row["id"]) == visit.params["id"]), None)
    if row is None:
        raise Missing
    return row
