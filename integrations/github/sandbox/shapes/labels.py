"""Labels."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record


def label(row: Record, places: Addresses) -> Record:
    """One label."""
    return {
        "id": row["id"],
        "node_id": shapes.node_id("Label", row["id"]),
        "url": places.label(row["name"]),
        "name": row["name"],
        "color": row["color"],
        "default": row["default"],
        "description": row["description"],
    }


def of_issue(data: Data, issue: Record, places: Addresses) -> list[Record]:
    """The labels an issue carries, in the order they were put on."""
    return [label(data["labels"][str(key)], places) for key in issue["labels"]]
