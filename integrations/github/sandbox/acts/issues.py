"""Issues: open, edit, assign, close, reopen. A pull request is an issue too."""

from collections.abc import Iterable

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts import labels
from integrations.github.sandbox.acts.act import Act, Refused
from integrations.github.sandbox.store import Record

TITLE_LIMIT = 256
BODY_LIMIT = 65_536
REASONS = ("completed", "not_planned", "duplicate")


def open_issue(
    act: Act,
    *,
    title: str,
    body: str | None,
    label_names: Iterable[str] = (),
    assignees: Iterable[str] = (),
) -> Record:
    """A new issue. Its labels are told one by one after it, as GitHub does."""
    issue = add(act, title=title, body=body)
    tell(act, issue, "opened")
    labels.put_on(act, issue, label_names)
    assign(act, issue, assignees)
    return issue


def add(act: Act, *, title: str, body: str | None) -> Record:
    """The row that an issue and a pull request have in common."""
    _check(title, body)
    issue: Record = {
        "id": act.next_id(), "number": act.data["next_number"], "title": title, "body": body,
        "state": "open", "state_reason": None, "user": act.by, "labels": [], "assignees": [],
        "created_at": act.at, "updated_at": act.at, "closed_at": None, "closed_by": None, "pull": None,
    }  # fmt: skip
    act.data["next_number"] += 1
    act.data["issues"][str(issue["number"])] = issue
    return issue


def edit(act: Act, issue: Record, *, title: str, body: str | None) -> None:
    """Changes the words; says what they were, and nothing when they are the same."""
    _check(title, body)
    changes = {}
    if title != issue["title"]:
        changes["title"] = {"from": issue["title"]}
        act.note(
            issue["number"], "renamed", rename={"from": issue["title"], "to": title}
        )
    if body != issue["body"]:
        changes["body"] = {"from": issue["body"] or ""}
    if changes:
        issue |= {"title": title, "body": body, "updated_at": act.at}
        tell(act, issue, "edited", changes=changes)


def assign(act: Act, issue: Record, logins: Iterable[str]) -> None:
    """Adds people to the issue; unknown ones are silently left out, as on GitHub."""
    for login in logins:
        if login in act.data["people"] and login not in issue["assignees"]:
            issue["assignees"].append(login)
            _tell_assigned(act, issue, login, "assigned")


def unassign(act: Act, issue: Record, logins: Iterable[str]) -> None:
    """Takes people from the issue."""
    for login in [name for name in logins if name in issue["assignees"]]:
        issue["assignees"].remove(login)
        _tell_assigned(act, issue, login, "unassigned")


def close(
    act: Act,
    issue: Record,
    *,
    reason: str | None = "completed",
    commit: str | None = None,
) -> None:
    """Closes an open issue; a reason given without a change of state is ignored."""
    if issue["state"] == "closed":
        return
    issue |= {
        "state": "closed",
        "closed_at": act.at,
        "closed_by": act.by,
        "updated_at": act.at,
    }
    issue["state_reason"] = None if issue["pull"] else reason or "completed"
    act.note(
        issue["number"], "closed", commit_id=commit, state_reason=issue["state_reason"]
    )
    tell(act, issue, "closed")


def reopen(act: Act, issue: Record) -> None:
    """Opens a closed issue again; a merged pull request stays closed."""
    if issue["state"] == "open":
        return
    if issue["pull"] and issue["pull"]["merged"]:
        raise Refused("Validation Failed", field="state")
    issue |= {
        "state": "open",
        "closed_at": None,
        "closed_by": None,
        "updated_at": act.at,
    }
    issue["state_reason"] = None if issue["pull"] else "reopened"
    act.note(issue["number"], "reopened")
    tell(act, issue, "reopened")


def tell(act: Act, issue: Record, action: str, **parts: Record) -> None:
    """Tells the portal, as an issue or as the pull request that it is."""
    if issue["pull"]:
        shown = shapes.pulls.full(act.data, issue, act.places)
        act.tell(
            "pull_request", action, number=issue["number"], pull_request=shown, **parts
        )
    else:
        act.tell(
            "issues",
            action,
            issue=shapes.issues.webhook(act.data, issue, act.places),
            **parts,
        )


def _tell_assigned(act: Act, issue: Record, login: str, action: str) -> None:
    issue["updated_at"] = act.at
    act.note(issue["number"], action, assignee=login)
    if not issue["pull"]:
        tell(
            act,
            issue,
            action,
            assignee=shapes.people.simple(act.data, login, act.places),
        )


def _check(title: str, body: str | None) -> None:
    if not title.strip():
        raise Refused("Validation Failed", field="title", code="missing_field")
    if len(title) > TITLE_LIMIT:
        raise Refused(
            f"title is too long (maximum is {TITLE_LIMIT} characters)",
            field="title",
            code="custom",
        )
    if len(body or "") > BODY_LIMIT:
        raise Refused(
            f"body is too long (maximum is {BODY_LIMIT} characters)",
            field="body",
            code="custom",
        )
