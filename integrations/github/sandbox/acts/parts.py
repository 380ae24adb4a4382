"""Sub-issues: an issue becomes a part of another, and stops being one."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts.act import Act, Refused
from integrations.github.sandbox.store import Data, Record


def add(act: Act, above: Record, part: Record) -> None:
    """Refused for an issue that is a part already, or would stand above itself."""
    if _above(act.data, part) or part is above or above["number"] in _below(act, part):
        raise Refused("An issue may only have one parent", field="sub_issue_id")
    above.setdefault("parts", []).append(part["number"])
    _note(act, above, part, "added")


def remove(act: Act, above: Record, part: Record) -> None:
    if part["number"] not in above.get("parts", []):
        raise Refused("Not Found", status=404)
    above["parts"].remove(part["number"])
    _note(act, above, part, "removed")


def _note(act: Act, above: Record, part: Record, how: str) -> None:
    for row in (above, part):
        row["updated_at"] = act.at
    act.note(above["number"], f"sub_issue_{how}")
    act.note(part["number"], f"parent_issue_{how}")
    act.tell(
        "sub_issues",
        f"sub_issue_{how}",
        sub_issue_id=part["id"],
        sub_issue=shapes.issues.issue(act.data, part, act.places),
        sub_issue_repo=shapes.repository.plain(act.data, act.places),
        parent_issue_id=above["id"],
        parent_issue=shapes.issues.issue(act.data, above, act.places),
    )


def _above(data: Data, part: Record) -> Record | None:
    rows = data["issues"].values()
    return next((r for r in rows if part["number"] in r.get("parts", [])), None)


def _below(act: Act, row: Record) -> set[int]:
    found: set[int] = set()
    for number in row.get("parts", []):
        found |= {number} | _below(act, act.data["issues"][str(number)])
    return found
