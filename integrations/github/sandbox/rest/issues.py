"""Issues: list, open, read, edit, assign, and their history."""

from typing import Any

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts import issues, labels, milestones
from integrations.github.sandbox.acts.act import Act
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.answers import (
    Moved,
    Problem,
    invalid,
    not_found,
    page_of,
)
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data, Record

CONVERTED = "converted_to_discussion"
ISSUE = REPO + "/issues/{number:int}"


@route("POST", REPO + "/issues")
def open_issue(call: Call) -> Response:
    """A new issue by the caller."""
    body = call.body()
    title = text(body, "title", "Issue")
    if not title:
        raise invalid("Issue", "title", "missing_field")
    names, people = names_of(body.get("labels")), list(body.get("assignees") or [])
    with call.acting() as act:
        issue = issues.open_issue(
            act, title=title, body=body.get("body"), label_names=names, assignees=people
        )
        if body.get("milestone") is not None:
            milestones.put_in(act, issue, _number_of(body["milestone"]))
        shown = shapes.issues.issue(act.data, issue, call.places)
    return json_answer(shown, 201, Location=shown["url"])


@route("GET", ISSUE)
def one_issue(call: Call) -> Response:
    """An issue by number; a pull request is found here too."""
    with call.reading() as data:
        return json_answer(shapes.issues.issue(data, found(data, call), call.places))


@route("PATCH", ISSUE)
def edit_issue(call: Call) -> Response:
    """Changes what the body names and leaves the rest."""
    body = call.body()
    with call.acting() as act:
        issue = found(act.data, call)
        words = {
            "title": body.get("title") or issue["title"],
            "body": body.get("body", issue["body"]),
        }
        issues.edit(act, issue, title=str(words["title"]), body=words["body"])
        if body.get("labels") is not None:
            labels.replace(act, issue, names_of(body["labels"]))
        if body.get("assignees") is not None:
            _assign_only(act, issue, body["assignees"])
        if "milestone" in body:
            milestones.put_in(act, issue, _number_of(body["milestone"]))
        move(act, issue, body)
        return json_answer(shapes.issues.issue(act.data, issue, call.places))


@route("POST", ISSUE + "/assignees")
def assign(call: Call) -> Response:
    """Adds people to those already there."""
    with call.acting() as act:
        issue = found(act.data, call)
        issues.assign(act, issue, call.body().get("assignees", []))
        return json_answer(shapes.issues.issue(act.data, issue, call.places), 201)


@route("DELETE", ISSUE + "/assignees")
def unassign(call: Call) -> Response:
    """Takes people away."""
    with call.acting() as act:
        issue = found(act.data, call)
        issues.unassign(act, issue, call.body().get("assignees", []))
        return json_answer(shapes.issues.issue(act.data, issue, call.places))


@route("GET", ISSUE + "/timeline")
def timeline(call: Call) -> Response:
    """Everything that happened, closing pull requests included."""
    with call.reading() as data:
        rows = shapes.timeline.timeline(data, found(data, call)["number"], call.places)
        return page_of(call.request, rows, lambda row: row)


@route("GET", ISSUE + "/events")
def events(call: Call) -> Response:
    """Changes of state, without comments and references."""
    with call.reading() as data:
        rows = shapes.timeline.events(data, _once_there(data, call), call.places)
        return page_of(call.request, rows, lambda row: row)


@route("GET", REPO + "/issues/events")
def all_events(call: Call) -> Response:
    """The same for the whole repository, newest first."""
    with call.reading() as data:
        return page_of(
            call.request,
            shapes.timeline.events(data, None, call.places),
            lambda row: row,
        )


def found(data: Data, call: Call) -> Record:
    """The issue the path names, or 404."""
    issue: Record | None = data["issues"].get(call.params["number"])
    if issue is None:
        raise not_found()
    if issue.get("lost") == "deleted":
        raise Problem(410, "This issue was deleted")
    if "moved_to" in issue:
        if not call.request.path.endswith(f"/issues/{issue['number']}"):
            raise not_found()  # GitHub leads to the issue only, not to what is below
        home, number = issue["moved_to"]
        raise Moved(f"/repositories/{home}/issues/{number}")
    return issue


def _once_there(data: Data, call: Call) -> int:
    """The number of an issue that is there, or became a discussion."""
    issue = data["issues"].get(call.params["number"])
    made = [row["issue"] for row in data["events"] if row["event"] == CONVERTED]
    return (
        issue["number"]
        if issue and issue["number"] in made
        else found(data, call)["number"]
    )


def _number_of(given: Any) -> int | None:
    return int(given) if given is not None else None


def text(body: Record, field: str, resource: str) -> str:
    """A text of the body; GitHub takes a number for a title as well."""
    value = body.get(field)
    if value is not None and not isinstance(value, str | int):
        raise invalid(resource, field, "invalid")
    return str(value or "")


def names_of(given: Any) -> list[str]:
    """Label names, given as texts or as objects."""
    rows = given if isinstance(given, list) else []
    return [
        str(row.get("name", "")) if isinstance(row, dict) else str(row) for row in rows
    ]


def move(act: Act, issue: Record, body: Record) -> None:
    """Closes or reopens as the body says; a reason alone changes nothing."""
    state, reason = body.get("state"), body.get("state_reason")
    if state not in (None, "open", "closed") or reason not in (
        None,
        "reopened",
        *issues.REASONS,
    ):
        raise Problem(
            422,
            "Validation Failed",
            [{"resource": "Issue", "field": "state", "code": "invalid"}],
        )
    if state == "closed":
        issues.close(act, issue, reason=reason)
    elif state == "open":
        issues.reopen(act, issue)


def _assign_only(act: Act, issue: Record, logins: list[str]) -> None:
    issues.unassign(
        act, issue, [login for login in issue["assignees"] if login not in logins]
    )
    issues.assign(act, issue, logins)
