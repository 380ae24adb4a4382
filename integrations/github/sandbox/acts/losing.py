"""What happens to issues and repositories outside the mirror's control."""

from typing import Any

from integrations.github.sandbox.acts.act import Act

ELSEWHERE = "carnet-commun/elsewhere"


def lose(act: Act, number: int, how: str) -> None:
    """Deletes issue ``number``, moves it to another repository, or makes it a
    discussion. Raises KeyError for an issue that is not there."""
    issue = act.data["issues"][str(number)]
    issue["lost"] = {"deleted": "deleted", "moved": "moved", "discussion": "deleted"}[
        how
    ]
    if how == "discussion":
        act.note(number, "converted_to_discussion")


def set_repository(act: Act, facts: dict[str, Any]) -> dict[str, Any]:
    """Archives the repository, switches its issues off, or back."""
    row = act.data["repository"]
    for name in ("archived", "has_issues"):
        if name in facts:
            row[name] = bool(facts[name])
    return {name: row.get(name) for name in ("archived", "has_issues")}
