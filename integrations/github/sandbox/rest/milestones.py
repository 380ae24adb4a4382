"""Milestones of the repository."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts import milestones
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.answers import invalid, not_found, page_of
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data, Record

MILESTONE = REPO + "/milestones/{number:int}"


@route("GET", REPO + "/milestones")
def list_milestones(call: Call) -> Response:
    """The milestones, open ones unless the query says otherwise."""
    state = call.request.query.get("state", "open")
    with call.reading() as data:
        every = data.get("milestones", {}).values()
        rows = [row for row in every if state in ("all", row["state"])]
        return page_of(
            call.request,
            rows,
            lambda row: shapes.milestones.milestone(data, row, call.places),
        )


@route("POST", REPO + "/milestones")
def create_milestone(call: Call) -> Response:
    """A new milestone; 422 ``already_exists`` when the title is taken."""
    body = call.body()
    if not body.get("title"):
        raise invalid("Milestone", "title", "missing_field")
    with call.acting() as act:
        row = milestones.create(
            act, title=str(body["title"]), description=body.get("description")
        )
        shown = shapes.milestones.milestone(act.data, row, call.places)
    return json_answer(shown, 201, Location=shown["url"])


@route("GET", MILESTONE)
def one_milestone(call: Call) -> Response:
    """A milestone by number."""
    with call.reading() as data:
        row = _found(data, call)
        return json_answer(shapes.milestones.milestone(data, row, call.places))


@route("PATCH", MILESTONE)
def change_milestone(call: Call) -> Response:
    """Another title, description or state; the number stays."""
    body = call.body()
    with call.acting() as act:
        row = _found(act.data, call)
        for name in ("title", "description", "state"):
            row[name] = body.get(name, row[name])
        row["updated_at"] = act.at
        if body.get("state") == "closed":
            row["closed_at"] = act.at
        return json_answer(shapes.milestones.milestone(act.data, row, call.places))


def _found(data: Data, call: Call) -> Record:
    row: Record | None = data.get("milestones", {}).get(call.params["number"])
    if row is None:
        raise not_found()
    return row
