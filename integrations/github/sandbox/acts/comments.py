"""Comments under an issue or a pull request."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts.act import Act, Refused
from integrations.github.sandbox.acts.issues import BODY_LIMIT
from integrations.github.sandbox.store import Record


def comment(act: Act, issue: Record, *, body: str) -> Record:
    """A new comment; it also moves the issue's ``updated_at``."""
    _check(body)
    row: Record = {
        "id": act.next_id(),
        "issue": issue["number"],
        "user": act.by,
        "body": body,
    }
    row |= {"created_at": act.at, "updated_at": act.at}
    act.data["comments"][str(row["id"])] = row
    issue["updated_at"] = act.at
    act.note(issue["number"], "commented", comment=row["id"])
    _tell(act, row, "created")
    return row


def edit(act: Act, row: Record, *, body: str) -> None:
    """Changes a comment's words."""
    _check(body)
    before = row["body"]
    row |= {"body": body, "updated_at": act.at}
    _tell(act, row, "edited", changes={"body": {"from": before}})


def delete(act: Act, row: Record) -> None:
    """Takes the comment away, from the history too."""
    del act.data["comments"][str(row["id"])]
    act.data["events"] = [
        line for line in act.data["events"] if line.get("comment") != row["id"]
    ]
    _tell(act, row, "deleted")


def _tell(act: Act, row: Record, action: str, **parts: Record) -> None:
    issue = act.data["issues"][str(row["issue"])]
    shown = {
        "issue": shapes.issues.webhook(act.data, issue, act.places),
        "comment": shapes.issues.comment(act.data, row, act.places),
    }
    act.tell("issue_comment", action, **shown, **parts)


def _check(body: str) -> None:
    if not body.strip():
        raise Refused("Validation Failed", field="body", code="missing_field")
    if len(body) > BODY_LIMIT:
        raise Refused(
            f"body is too long (maximum is {BODY_LIMIT} characters)",
            field="body",
            code="custom",
        )
