"""What each type answers for each of its fields, from the sandbox's rows."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from integrations.github.sandbox import homes, shapes
from integrations.github.sandbox.acts import pulls, reviews
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Thing:
    """A row as one of GraphQL's types."""

    kind: str
    row: Any
    data: Data
    places: Addresses

    def other(self, kind: str, row: Any) -> "Thing | None":
        return None if row is None else Thing(kind, row, self.data, self.places)


def node(data: Data, places: Addresses, known: str) -> Thing | None:
    """The thing behind an opaque id, where it is there."""
    try:
        kind, _, number = base64.b64decode(known).decode().partition(":")
    except ValueError:
        return None
    if kind != "Issue":
        return None
    for home in homes.all_of(data):
        for row in home["issues"].values():
            if str(row["id"]) == number and not row["pull"] and "lost" not in row:
                here = replace(places, full_name=homes.name_of(home))
                return Thing("Issue", row, home, here)
    return None


def _nodes(thing: Thing, kind: str, rows: list[Any], arguments: Arguments) -> Thing:
    """A connection: the first or last rows asked for."""
    total = len(rows)
    if "first" in arguments:
        rows = rows[: arguments["first"]]
    if "last" in arguments:
        rows = rows[-arguments["last"] :]
    found = {"nodes": [thing.other(kind, row) for row in rows], "total": total}
    return Thing(f"{kind}Connection", found, thing.data, thing.places)


def _closing(thing: Thing, arguments: Arguments) -> Thing:
    number = thing.row["number"]
    rows = [
        row
        for row in thing.data["issues"].values()
        if row["pull"]
        and number in [one["number"] for one in pulls.closes(thing.data, row)]
        and (row["state"] == "open" or arguments.get("includeClosedPrs"))
    ]
    return _nodes(thing, "PullRequest", rows, arguments)


def _parts(thing: Thing, arguments: Arguments) -> Thing:
    rows = [thing.data["issues"][str(n)] for n in thing.row.get("parts", [])]
    rows = [row for row in rows if "lost" not in row]
    return _nodes(thing, "Issue", rows, arguments)


def _last_commit(thing: Thing, arguments: Arguments) -> Thing:
    head = shapes.pulls.head_sha(thing.data, thing.row)
    return _nodes(thing, "PullRequestCommit", [head], arguments)


def _opinions(thing: Thing, arguments: Arguments) -> Thing:
    rows = list(reviews.last_opinions(thing.row).values())
    return _nodes(thing, "PullRequestReview", rows, arguments)


def _rollup(thing: Thing) -> Thing | None:
    state = reviews.rollup(thing.data, thing.row)
    return thing.other("StatusCheckRollup", state)


def _stands(row: Record) -> str:
    return "MERGED" if row["pull"]["merged"] else str(row["state"]).upper()


def _upper(text: str | None) -> str | None:
    return text.upper() if text else None


def _page(thing: Thing) -> str:
    return shapes.issues.page(thing.row, thing.places)


FIELDS: dict[str, dict[str, Callable[[Thing, Arguments], Any]]] = {
    "Issue": {
        "id": lambda t, _: shapes.node_id("Issue", t.row["id"]),
        "number": lambda t, _: t.row["number"],
        "title": lambda t, _: t.row["title"],
        "url": lambda t, _: _page(t),
        "state": lambda t, _: t.row["state"].upper(),
        "stateReason": lambda t, _: _upper(t.row["state_reason"]),
        "updatedAt": lambda t, _: t.row["updated_at"],
        "closedByPullRequestsReferences": _closing,
        "subIssues": _parts,
    },
    "PullRequest": {
        "id": lambda t, _: shapes.node_id("PullRequest", t.row["pull"]["id"]),
        "number": lambda t, _: t.row["number"],
        "title": lambda t, _: t.row["title"],
        "url": lambda t, _: _page(t),
        "state": lambda t, _: _stands(t.row),
        "isDraft": lambda t, _: bool(t.row["pull"].get("draft")),
        "merged": lambda t, _: t.row["pull"]["merged"],
        "mergedAt": lambda t, _: t.row["pull"]["merged_at"],
        "reviewDecision": lambda t, _: reviews.decision(t.row),
        "repository": lambda t, _: t.other("Repository", t.data["repository"]),
        "latestOpinionatedReviews": _opinions,
        "commits": _last_commit,
    },
    "Repository": {
        "nameWithOwner": lambda t, _: f"{t.row['owner']}/{t.row['name']}",
        "databaseId": lambda t, _: t.row["id"],
    },
    "PullRequestReview": {"state": lambda t, _: t.row["state"]},
    "PullRequestCommit": {"commit": lambda t, _: t.other("Commit", t.row)},
    "Commit": {
        "oid": lambda t, _: t.row,
        "statusCheckRollup": lambda t, _: _rollup(t),
    },
    "StatusCheckRollup": {"state": lambda t, _: t.row},
}
CONNECTION: dict[str, Callable[[Thing, Arguments], Any]] = {
    "nodes": lambda t, _: t.row["nodes"],
    "totalCount": lambda t, _: t.row["total"],
}


def fields_of(kind: str) -> dict[str, Callable[[Thing, Arguments], Any]]:
    return CONNECTION if kind.endswith("Connection") else FIELDS[kind]
