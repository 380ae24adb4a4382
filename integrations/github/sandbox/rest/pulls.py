"""Pull requests: list, open, read, edit, merge."""

from integrations.github.sandbox import history, shapes
from integrations.github.sandbox.acts import issues as acts
from integrations.github.sandbox.acts import pulls
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.answers import (
    Problem,
    invalid,
    not_found,
    page_of,
)
from integrations.github.sandbox.rest.issues import found, move
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data, Record

PULL = REPO + "/pulls/{number:int}"


@route("GET", REPO + "/pulls")
def list_pulls(call: Call) -> Response:
    """Pull requests, newest first unless the query says otherwise."""
    query = call.request.query
    key = "updated_at" if query.get("sort") == "updated" else "created_at"
    with call.reading() as data:
        rows = [
            row for row in data["issues"].values() if row["pull"] and _fits(query, row)
        ]
        newest = (
            query.get("direction", "desc" if "sort" not in query else "asc") == "desc"
        )
        rows.sort(key=lambda row: (row[key], row["number"]), reverse=newest)
        return page_of(
            call.request, rows, lambda row: shapes.pulls.simple(data, row, call.places)
        )


@route("POST", REPO + "/pulls")
def open_pull(call: Call) -> Response:
    """A new pull request from a branch that exists."""
    body = call.body()
    for field in ("title", "head", "base"):
        if not body.get(field):
            raise invalid("PullRequest", field, "missing_field")
    title, text = str(body["title"]), body.get("body")
    with call.acting() as act:
        row = pulls.open_pull(
            act, title=title, body=text, head=body["head"], base=body["base"]
        )
        shown = shapes.pulls.full(act.data, row, call.places)
    return json_answer(shown, 201, Location=shown["url"])


@route("GET", PULL)
def one_pull(call: Call) -> Response:
    """A pull request by number."""
    with call.reading() as data:
        return json_answer(shapes.pulls.full(data, _found(data, call), call.places))


@route("PATCH", PULL)
def edit_pull(call: Call) -> Response:
    """Changes its words or its state."""
    body = call.body()
    with call.acting() as act:
        row = _found(act.data, call)
        acts.edit(
            act,
            row,
            title=body.get("title") or row["title"],
            body=body.get("body", row["body"]),
        )
        move(act, row, {"state": body.get("state")})
        return json_answer(shapes.pulls.full(act.data, row, call.places))


@route("GET", PULL + "/commits")
def commits_of_pull(call: Call) -> Response:
    """Its commits, oldest first."""
    with call.reading() as data:
        shas = history.pull_commits(data, _found(data, call))
        return page_of(
            call.request,
            shas,
            lambda sha: shapes.commits.commit(data, sha, call.places),
        )


@route("GET", PULL + "/merge")
def is_merged(call: Call) -> Response:
    """204 for yes, 404 for no."""
    with call.reading() as data:
        if not _found(data, call)["pull"]["merged"]:
            raise not_found()
    return Response(204)


@route("PUT", PULL + "/merge")
def merge(call: Call) -> Response:
    """Merges; 409 when the head is not the one the caller saw."""
    body = call.body()
    with call.acting() as act:
        row = _found(act.data, call)
        if body.get("sha") not in (None, shapes.pulls.head_sha(act.data, row)):
            raise Problem(
                409, "Head branch was modified. Review and try the merge again."
            )
        words = {
            "title": body.get("commit_title") or "",
            "message": body.get("commit_message") or "",
        }
        sha = pulls.merge(act, row, method=body.get("merge_method") or "merge", **words)
    return json_answer(
        {"sha": sha, "merged": True, "message": "Pull Request successfully merged"}
    )


def _fits(query: dict[str, str], row: Record) -> bool:
    facts = row["pull"]
    head = query.get("head", "").rpartition(":")[2]
    return (
        query.get("state", "open") in ("all", row["state"])
        and query.get("base", facts["base"]) == facts["base"]
        and head in ("", facts["head"])
    )


def _found(data: Data, call: Call) -> Record:
    row = found(data, call)
    if not row["pull"]:
        raise not_found()
    return row
