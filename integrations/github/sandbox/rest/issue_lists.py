"""The list of issues: which, in what order, and how far behind it may be."""

from datetime import UTC, datetime, timedelta
from typing import Any

from integrations.github.sandbox import faults, shapes
from integrations.github.sandbox.messages import Response
from integrations.github.sandbox.rest.answers import page_of
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data, Record

SORTS = {"created": "created_at", "updated": "updated_at"}


@route("GET", REPO + "/issues")
def list_issues(call: Call) -> Response:
    """Issues and pull requests, as GitHub's list has both."""
    with call.reading() as data:
        rows = [row for row in data["issues"].values() if _fits(call, data, row)]
        rows = _unseen_left_out(call, _sorted(call, data, rows))
        return page_of(
            call.request, rows, lambda row: shapes.issues.issue(data, row, call.places)
        )


def _fits(call: Call, data: Data, row: Record) -> bool:
    query = call.request.query
    state = query.get("state", "open")
    carried = {data["labels"][str(key)]["name"].lower() for key in row["labels"]}
    wanted = {
        name.strip().lower()
        for name in query.get("labels", "").split(",")
        if name.strip()
    }
    return (
        "lost" not in row
        and state in ("all", row["state"])
        and row["updated_at"] >= query.get("since", "")
        and query.get("creator", row["user"]) == row["user"]
        and wanted <= carried
        and ("assignee" not in query or query["assignee"] in ("*", *row["assignees"]))
    )


def _sorted(call: Call, data: Data, rows: list[Record]) -> list[Record]:
    sort, newest = (
        call.request.query.get("sort", "created"),
        call.request.query.get("direction", "desc") == "desc",
    )
    counts = [line["issue"] for line in data["comments"].values()]

    def place(row: Record) -> tuple[Any, int]:
        first = (
            counts.count(row["number"])
            if sort == "comments"
            else row[SORTS.get(sort, "created_at")]
        )
        return first, row["number"]

    return sorted(rows, key=place, reverse=newest)


def _unseen_left_out(call: Call, rows: list[Record]) -> list[Record]:
    """GitHub's lists may lag behind a POST; a fault order makes ours do so."""
    lag = call.world.faults.next(faults.LISTS, "GET", call.request.path)
    if lag is None:
        return rows
    since = datetime.now(UTC) - timedelta(seconds=lag.seconds)
    return [row for row in rows if datetime.fromisoformat(row["created_at"]) < since]
