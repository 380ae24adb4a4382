"""Labels of the repository and of an issue. Names are unique, whatever their case."""

import re
from collections.abc import Iterable

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts.act import Act, Refused
from integrations.github.sandbox.store import Data, Record


def find(data: Data, name: str) -> Record | None:
    """The label called ``name``, or None."""
    rows: Iterable[Record] = data["labels"].values()
    return next((row for row in rows if row["name"].lower() == name.lower()), None)


def create(
    act: Act, *, name: str, color: str = "ededed", description: str | None = None
) -> Record:
    """A new label; refused when the name is taken, as GitHub does."""
    _check(name, color, description)
    if find(act.data, name):
        raise Refused("Validation Failed", field="name", code="already_exists")
    label: Record = {
        "id": act.next_id(),
        "name": name,
        "color": color.lower(),
        "default": False,
    }
    label["description"] = description
    act.data["labels"][str(label["id"])] = label
    act.tell("label", "created", label=shapes.labels.label(label, act.places))
    return label


def change(
    act: Act, label: Record, *, name: str, color: str, description: str | None
) -> Record:
    """Renames or recolours a label; issues keep it, since they hold its id."""
    _check(name, color, description)
    twin = find(act.data, name)
    if twin and twin is not label:
        raise Refused("Validation Failed", field="name", code="already_exists")
    before = {
        key: {"from": label[key] or ""} for key in ("name", "color", "description")
    }
    label |= {"name": name, "color": color.lower(), "description": description}
    changes = {
        key: old for key, old in before.items() if old["from"] != (label[key] or "")
    }
    act.tell(
        "label", "edited", label=shapes.labels.label(label, act.places), changes=changes
    )
    return label


def delete(act: Act, label: Record) -> None:
    """Takes the label from the repository and from every issue."""
    for issue in act.data["issues"].values():
        if label["id"] in issue["labels"]:
            issue["labels"].remove(label["id"])
    del act.data["labels"][str(label["id"])]
    act.tell("label", "deleted", label=shapes.labels.label(label, act.places))


def put_on(act: Act, issue: Record, names: Iterable[str]) -> None:
    """Adds labels to an issue, making the unknown ones, as GitHub does for a writer."""
    for name in names:
        label = find(act.data, name) or create(act, name=name)
        if label["id"] not in issue["labels"]:
            issue["labels"].append(label["id"])
            _tell(act, issue, label, "labeled")


def take_off(act: Act, issue: Record, label: Record) -> None:
    """Takes one label from an issue."""
    issue["labels"].remove(label["id"])
    _tell(act, issue, label, "unlabeled")


def replace(act: Act, issue: Record, names: Iterable[str]) -> None:
    """Makes ``names`` the whole set of the issue's labels."""
    wanted = {name.lower() for name in names}
    for label in [act.data["labels"][str(key)] for key in issue["labels"]]:
        if label["name"].lower() not in wanted:
            take_off(act, issue, label)
    put_on(act, issue, names)


def _tell(act: Act, issue: Record, label: Record, action: str) -> None:
    issue["updated_at"] = act.at
    act.note(
        issue["number"],
        action,
        label=label["id"],
        name=label["name"],
        color=label["color"],
    )
    if not issue["pull"]:
        shown = shapes.labels.label(label, act.places)
        act.tell(
            "issues",
            action,
            issue=shapes.issues.webhook(act.data, issue, act.places),
            label=shown,
        )


def _check(name: str, color: str, description: str | None) -> None:
    if not name.strip():
        raise Refused("Validation Failed", field="name", code="missing_field")
    if len(name) > 50 or not re.fullmatch("[0-9a-fA-F]{6}", color):
        raise Refused("Validation Failed", field="name" if len(name) > 50 else "color")
    if len(description or "") > 100:
        raise Refused("Validation Failed", field="description")
