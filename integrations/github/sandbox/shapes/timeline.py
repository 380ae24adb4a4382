"""The history of an issue, in the two forms that GitHub gives it."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record

# Lines that only the timeline shows.
TIMELINE_ONLY = ("commented", "cross-referenced")


def timeline(data: Data, number: int, places: Addresses) -> list[Record]:
    """Everything that happened to issue ``number``, oldest first."""
    return [
        _line(data, row, places) for row in data["events"] if row["issue"] == number
    ]


def events(data: Data, number: int | None, places: Addresses) -> list[Record]:
    """Changes of state only, of one issue or (None) of all with the issue named."""
    rows = [row for row in data["events"] if row["event"] not in TIMELINE_ONLY]
    if number is not None:
        return [_event(data, row, places) for row in rows if row["issue"] == number]
    return [
        _event(data, row, places) | {"issue": _issue(data, row["issue"], places)}
        for row in reversed(rows)
    ]


def _line(data: Data, row: Record, places: Addresses) -> Record:
    if row["event"] == "commented":
        shown = shapes.issues.comment(
            data, data["comments"][str(row["comment"])], places
        )
        return shown | {"event": "commented", "actor": shown["user"]}
    if row["event"] == "cross-referenced":
        source = {"type": "issue", "issue": _issue(data, row["source"], places)}
        actor = shapes.people.simple(data, row["actor"], places)
        dates = {"created_at": row["at"], "updated_at": row["at"]}
        return {"event": row["event"], "actor": actor, **dates, "source": source}
    shown = _event(data, row, places)
    shown.pop("assigner", None)
    return shown | {key: row[key] for key in ("state_reason",) if key in row}


def _event(data: Data, row: Record, places: Addresses) -> Record:
    sha = row.get("commit_id")
    shown = {
        "id": row["id"],
        "node_id": shapes.node_id("IssueEvent", row["id"]),
        "url": places.repo(f"/issues/events/{row['id']}"),
        "actor": shapes.people.simple(data, row["actor"], places),
        "event": row["event"],
        "commit_id": sha,
        "commit_url": places.repo(f"/commits/{sha}") if sha else None,
        "created_at": row["at"],
        "performed_via_github_app": None,
    }
    return shown | _details(data, row, places)


def _details(data: Data, row: Record, places: Addresses) -> Record:
    details: Record = {key: row[key] for key in ("rename",) if key in row}
    if "label" in row:
        details["label"] = {"name": row["name"], "color": row["color"]}
    if "assignee" in row:
        details["assignee"] = shapes.people.simple(data, row["assignee"], places)
        details["assigner"] = shapes.people.simple(data, row["actor"], places)
    return details


def _issue(data: Data, number: int, places: Addresses) -> Record:
    return shapes.issues.issue(data, data["issues"][str(number)], places)
