"""The log of webhooks: what was said to the portal and what it answered."""

import json

from django.utils.translation import pgettext

from integrations.github.sandbox import deliveries
from integrations.github.sandbox.messages import Response
from integrations.github.sandbox.store import Data, Record
from integrations.github.sandbox.web import views_of
from integrations.github.sandbox.web.issues import Missing, acting
from integrations.github.sandbox.web.rendering import Visit, moment, redirect, render

SHOWN = 40


def listed(visit: Visit) -> Response:
    """The newest deliveries."""
    with visit.world.store.reading() as data:
        rows = [_shown(row) for row in data["deliveries"][: -SHOWN - 1 : -1]]
    return render(
        visit, "deliveries", {"deliveries": rows, "hook": visit.world.hook.url}
    )


def show(visit: Visit) -> Response:
    """One delivery with both sides of the talk."""
    with visit.world.store.reading() as data:
        row = _found(data, visit)
        facts = {
            "delivery": _shown(row),
            "payload": json.dumps(
                json.loads(row["payload"]), indent=2, ensure_ascii=False
            ),
            "headers": row.get("headers", {}),
            "answer": row.get("answer", {}),
        }
    return render(visit, "delivery", facts)


def send_again(visit: Visit) -> Response:
    """The same bytes under the same GUID."""
    with acting(visit) as act:
        again = deliveries.send_again(act, _found(act.data, visit))
    return redirect(
        visit.page("/settings/hooks"), "sent_again", f"delivery-{again['id']}"
    )


def _found(data: Data, visit: Visit) -> Record:
    row: Record | None = next(
        (row for row in data["deliveries"] if str(row["id"]) == visit.params["id"]),
        None,
    )
    if row is None:
        raise Missing
    return row


def _shown(row: Record) -> views_of.Shown:
    """A webhook and its answer, in words."""
    status = row.get("answer", {}).get("status", 0)
    return {
        "id": row["id"],
        "event": row["event"],
        "action": row["action"] or "",
        "guid": row["guid"],
        "again": row["redelivery"],
        "at": moment(row.get("sent_at") or row["created_at"]),
        "tone": "plain"
        if row["state"] != "sent"
        else "evergreen"
        if 200 <= status < 300
        else "maple",
        "answer": _answer(row, status),
    }


def _answer(row: Record, status: int) -> str:
    if row["state"] == "pending":
        return pgettext("sandbox", "Waiting to be sent")
    if row["state"] == "dropped":
        return pgettext("sandbox", "Lost on purpose, for a test")
    if not status:
        return pgettext("sandbox", "Nobody answered")
    taken = (
        pgettext("sandbox", "Taken (%(status)s)")
        if 200 <= status < 300
        else pgettext("sandbox", "Refused (%(status)s)")
    )
    return taken % {"status": status}
