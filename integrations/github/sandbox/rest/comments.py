"""Comments under issues and pull requests."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts import comments
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest import issues
from integrations.github.sandbox.rest.answers import invalid, not_found, page_of
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data, Record

COMMENT = REPO + "/issues/comments/{comment:int}"


@route("GET", issues.ISSUE + "/comments")
def list_comments(call: Call) -> Response:
    """The comments of one issue, oldest first."""
    with call.reading() as data:
        number = issues.found(data, call)["number"]
        rows = [row for row in _since(call, data) if row["issue"] == number]
        return page_of(
            call.request,
            rows,
            lambda row: shapes.issues.comment(data, row, call.places),
        )


@route("GET", REPO + "/issues/comments")
def all_comments(call: Call) -> Response:
    """The comments of the whole repository."""
    query = call.request.query
    key = "updated_at" if query.get("sort") == "updated" else "created_at"
    with call.reading() as data:
        rows = sorted(_since(call, data), key=lambda row: (row[key], row["id"]))
        if query.get("direction") == "desc":
            rows.reverse()
        return page_of(
            call.request,
            rows,
            lambda row: shapes.issues.comment(data, row, call.places),
        )


@route("POST", issues.ISSUE + "/comments")
def comment(call: Call) -> Response:
    """A new comment by the caller."""
    body = call.body().get("body")
    if not isinstance(body, str):
        raise invalid("IssueComment", "body", "missing_field")
    with call.acting() as act:
        row = comments.comment(act, issues.found(act.data, call), body=body)
        shown = shapes.issues.comment(act.data, row, call.places)
    return json_answer(shown, 201, Location=shown["url"])


@route("GET", COMMENT)
def one_comment(call: Call) -> Response:
    """A comment by id."""
    with call.reading() as data:
        return json_answer(shapes.issues.comment(data, _found(data, call), call.places))


@route("PATCH", COMMENT)
def edit_comment(call: Call) -> Response:
    """Changes its words."""
    with call.acting() as act:
        row = _found(act.data, call)
        comments.edit(act, row, body=str(call.body().get("body", "")))
        return json_answer(shapes.issues.comment(act.data, row, call.places))


@route("DELETE", COMMENT)
def delete_comment(call: Call) -> Response:
    """Takes it away."""
    with call.acting() as act:
        comments.delete(act, _found(act.data, call))
    return Response(204)


def _since(call: Call, data: Data) -> list[Record]:
    since = call.request.query.get("since", "")
    return [row for row in data["comments"].values() if row["updated_at"] >= since]


def _found(data: Data, call: Call) -> Record:
    row: Record | None = data["comments"].get(call.params["comment"])
    if row is None:
        raise not_found()
    return row
