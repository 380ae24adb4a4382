"""Milestones."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record


def milestone(data: Data, row: Record, places: Addresses) -> Record:
    """One milestone with how many of its issues are open and closed."""
    own = places.repo(f"/milestones/{row['number']}")
    inside = [i for i in data["issues"].values() if of(i) == row["number"]]
    closed = sum(issue["state"] == "closed" for issue in inside)
    return {
        "id": row["id"],
        "node_id": shapes.node_id("Milestone", row["id"]),
        "number": row["number"],
        "title": row["title"],
        "description": row["description"],
        "state": row["state"],
        "url": own,
        "html_url": places.page(f"/milestone/{row['number']}"),
        "labels_url": f"{own}/labels",
        "creator": shapes.people.simple(data, row["by"], places),
        "open_issues": len(inside) - closed,
        "closed_issues": closed,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "closed_at": row.get("closed_at") if row["state"] == "closed" else None,
        "due_on": None,
    }


def of(issue: Record) -> int | None:
    """The number of an issue's milestone. Files of before know none."""
    number: int | None = issue.get("milestone")
    return number


def of_issue(data: Data, issue: Record, places: Addresses) -> Record | None:
    row = data.get("milestones", {}).get(str(of(issue)))
    return milestone(data, row, places) if row else None
