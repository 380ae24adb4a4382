"""The log of webhooks: what was sent, what came back, and sending again."""

import json

from integrations.github.sandbox.acts.act import Act
from integrations.github.sandbox.store import Data, Record

HOOK_ID = 501


def item(data: Data, row: Record) -> Record:
    """A delivery as it stands in GitHub's list."""
    answer = row["answer"]
    return {
        "id": row["id"],
        "guid": row["guid"],
        "delivered_at": row["sent_at"],
        "redelivery": row["redelivery"],
        "duration": answer["seconds"],
        "status": answer["words"],
        "status_code": answer["status"],
        "event": row["event"],
        "action": row["action"],
        "installation_id": None,
        "repository_id": data["repository"]["id"],
        "throttled_at": None,
    }


def full(data: Data, row: Record) -> Record:
    """A delivery asked for by itself, with both sides of the talk."""
    answer = row["answer"]
    said = {"headers": row["headers"], "payload": json.loads(row["payload"])}
    heard = {"headers": answer["headers"], "payload": answer["body"]}
    return item(data, row) | {"url": row["url"], "request": said, "response": heard}


def send_again(act: Act, row: Record) -> Record:
    """Queues a copy with the same GUID and the same bytes; the first stays in the log."""
    again: Record = {key: row[key] for key in ("guid", "event", "action", "payload")}
    again |= {
        "id": act.next_id(),
        "created_at": act.at,
        "redelivery": True,
        "state": "pending",
    }
    act.data["deliveries"].append(again)
    return again


def succeeded(row: Record) -> bool:
    """Whether the listener took it."""
    return row["state"] == "sent" and 200 <= int(row["answer"]["status"]) < 300
