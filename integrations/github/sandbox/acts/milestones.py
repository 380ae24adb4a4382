"""Milestones: make one, rename it, put an issue in it."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts import issues
from integrations.github.sandbox.acts.act import Act, Refused
from integrations.github.sandbox.store import Record


def create(act: Act, *, title: str, description: str | None) -> Record:
    """A new milestone; its title is its own, as on GitHub."""
    rows = act.data.setdefault("milestones", {})
    if any(row["title"] == title for row in rows.values()):
        raise Refused("Validation Failed", field="title", code="already_exists")
    row: Record = {
        "id": act.next_id(),
        "number": len(rows) + 1,
        "title": title,
        "description": description,
        "state": "open",
        "by": act.by,
        "created_at": act.at,
        "updated_at": act.at,
    }
    rows[str(row["number"])] = row
    return row


def put_in(act: Act, issue: Record, number: int | None) -> None:
    """Puts an issue in a milestone, or (None) takes it out."""
    rows = act.data.get("milestones", {})
    if number is not None and str(number) not in rows:
        raise Refused("Validation Failed", field="milestone")
    before = issue.get("milestone")
    if number == before:
        return
    issue |= {"milestone": number, "updated_at": act.at}
    row = rows[str(number or before)]
    told = shapes.milestones.milestone(act.data, row, act.places)
    action = "milestoned" if number else "demilestoned"
    issues.tell(act, issue, action, milestone=told)
