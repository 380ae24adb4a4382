"""Issues: list, open, read, edit, assign, and their history."""

from datetime import UTC, datetime, timedelta
from typing import Any

from integrations.github.sandbox import faults, shapes
from integrations.github.sandbox.acts import issues, labels
from integrations.github.sandbox.acts.act import Act
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.answers import Problem, invalid, not_found, page_of
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data, Record

ISSUE = REPO + "/issues/{number:int}"
SORTS = {"created": "created_at", "updated": "updated_at"}


@route("GET", REPO + "/issues")
def list_issues(call: Call) -> Response:
    """Issues and pull requests, as GitHub's list has both."""
    with call.reading() as data:
        rows = [row for row in data["issues"].values() if _fits(call, data, row)]
        rows = _unseen_left_out(call, _sorted(call, data, rows))
        return page_of(call.request, rows, lambda row: shapes.issues.issue(data, row, call.places))


@route("POST", REPO + "/issues")
def open_issue(call: Call) -> Response:
    """A new issue by the caller."""
    body = call.body()
    title = text(body, "title", "Issue")
    if not title:
        raise invalid("Issue", "title", "missing_field")
    names, people = names_of(body.get("labels")), list(body.get("assignees") or [])
    with call.acting() as act:
        issue = issues.open_issue(act, title=title, body=body.get("body"), label_names=names, assignees=people)
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
        words = {"title": body.get("title") or issue["title"], "body": body.get("body", issue["body"])}
        issues.edit(act, issue, title=str(words["title"]), body=words["body"])
        if body.get("labels") is not None:
            labels.replace(act, issue, names_of(body["labels"]))
        if body.get("assignees") is not None:
            _assign_only(act, issue, body["assignees"])
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
        rows = shapes.timeline.events(data, found(data, call)["number"], call.places)
        return page_of(call.request, rows, lambda row: row)


@route("GET", REPO + "/issues/events")
def all_events(call: Call) -> Response:
    """The same for the whole repository, newest first."""
    with call.reading() as data:
        return page_of(call.request, shapes.timeline.events(data, None, call.places), lambda row: row)


def found(data: Data, call: Call) -> Record:
    """The issue the path names, or 404."""
    issue: Record | None = data["issues"].get(call.params["number"])
    if issue is None:
        raise not_found()
    return issue


def text(body: Record, field: str, resource: str) -> str:
    """A text of the body; GitHub takes a number for a title as well."""
    value = body.get(field)
    if value is not None and not isinstance(value, str | int):
        raise invalid(resource, field, "invalid")
    return str(value or "")


def names_of(given: Any) -> list[str]:
    """Label names, given as texts or as objects."""
    rows = given if isinstance(given, list) else []
    return [str(row.get("name", "")) if isinstance(row, dict) else str(row) for row in rows]


def move(act: Act, issue: Record, body: Record) -> None:
    """Closes or reopens as the body says; a reason alone changes nothing."""
    state, reason = body.get("state"), body.get("state_reason")
    if state not in (None, "open", "closed") or reason not in (None, "reopened", *issues.REASONS):
        raise Problem(422, "Validation Failed", [{"resource": "Issue", "field": "state", "code": "invalid"}])
    if state == "closed":
        issues.close(act, issue, reason=reason)
    elif state == "open":
        issues.reopen(act, issue)


def _assign_only(act: Act, issue: Record, logins: list[str]) -> None:
    issues.unassign(act, issue, [login for login in issue["assignees"] if login not in logins])
    issues.assign(act, issue, logins)


def _fits(call: Call, data: Data, row: Record) -> bool:
    query = call.request.query
    state = query.get("state", "open")
    carried = {data["labels"][str(key)]["name"].lower() for key in row["labels"]}
    wanted = {name.strip().lower() for name in query.get("labels", "").split(",") if name.strip()}
    return (
        state in ("all", row["state"])
        and row["updated_at"] >= query.get("since", "")
        and query.get("creator", row["user"]) == row["user"]
        and wanted <= carried
        and ("assignee" not in query or query["assignee"] in ("*", *row["assignees"]))
    )


def _sorted(call: Call, data: Data, rows: list[Record]) -> list[Record]:
    sort, newest = call.request.query.get("sort", "created"), call.request.query.get("direction", "desc") == "desc"
    counts = [line["issue"] for line in data["comments"].values()]

    def place(row: Record) -> tuple[Any, int]:
        first = counts.count(row["number"]) if sort == "comments" else row[SORTS.get(sort, "created_at")]
        return first, row["number"]

    return sorted(rows, key=place, reverse=newest)


def _unseen_left_out(call: Call, rows: list[Record]) -> list[Record]:
    """GitHub's lists may lag behind a POST; a fault order makes ours do so."""
    lag = call.world.faults.next(faults.LISTS, "GET", call.request.path)
    if lag is None:
        return rows
    since = datetime.now(UTC) - timedelta(seconds=lag.seconds)
    return [row for row in rows if datetime.fromisoformat(row["created_at"]) < since]
