"""Labels of the repository and of one issue."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts import labels
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest import issues
from integrations.github.sandbox.rest.answers import (
    Problem,
    invalid,
    not_found,
    page_of,
)
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data, Record

ON_ISSUE = issues.ISSUE + "/labels"
LABEL = REPO + "/labels/{name*}"


@route("GET", REPO + "/labels")
def list_labels(call: Call) -> Response:
    """All labels, by name."""
    with call.reading() as data:
        rows = sorted(data["labels"].values(), key=lambda row: row["name"].lower())
        return page_of(
            call.request, rows, lambda row: shapes.labels.label(row, call.places)
        )


@route("POST", REPO + "/labels")
def create_label(call: Call) -> Response:
    """A new label; 422 ``already_exists`` when the name is taken."""
    body = call.body()
    if not body.get("name"):
        raise invalid("Label", "name", "missing_field")
    color, words = body.get("color") or "ededed", body.get("description")
    with call.acting() as act:
        label = labels.create(
            act, name=str(body["name"]), color=color, description=words
        )
        shown = shapes.labels.label(label, call.places)
    return json_answer(shown, 201, Location=shown["url"])


@route("GET", LABEL)
def one_label(call: Call) -> Response:
    """A label by name, whatever its case."""
    with call.reading() as data:
        return json_answer(shapes.labels.label(_found(data, call), call.places))


@route("PATCH", LABEL)
def change_label(call: Call) -> Response:
    """A new name, colour or description."""
    body = call.body()
    with call.acting() as act:
        label = _found(act.data, call)
        color = body.get("color") or label["color"]
        words = body.get("description", label["description"])
        labels.change(
            act,
            label,
            name=body.get("new_name") or label["name"],
            color=color,
            description=words,
        )
        return json_answer(shapes.labels.label(label, call.places))


@route("DELETE", LABEL)
def delete_label(call: Call) -> Response:
    """Takes the label from everywhere."""
    with call.acting() as act:
        labels.delete(act, _found(act.data, call))
    return Response(204)


@route("GET", ON_ISSUE)
def labels_of_issue(call: Call) -> Response:
    """What one issue carries."""
    with call.reading() as data:
        rows = shapes.labels.of_issue(data, issues.found(data, call), call.places)
        return page_of(call.request, rows, lambda row: row)


@route("POST", ON_ISSUE)
def add_labels(call: Call) -> Response:
    """Adds labels, making unknown ones."""
    with call.acting() as act:
        issue = issues.found(act.data, call)
        labels.put_on(act, issue, _names(call))
        return json_answer(shapes.labels.of_issue(act.data, issue, call.places))


@route("PUT", ON_ISSUE)
def set_labels(call: Call) -> Response:
    """Replaces the whole set."""
    with call.acting() as act:
        issue = issues.found(act.data, call)
        labels.replace(act, issue, _names(call))
        return json_answer(shapes.labels.of_issue(act.data, issue, call.places))


@route("DELETE", ON_ISSUE)
def clear_labels(call: Call) -> Response:
    """Takes all labels off."""
    with call.acting() as act:
        labels.replace(act, issues.found(act.data, call), [])
    return Response(204)


@route("DELETE", ON_ISSUE + "/{name*}")
def remove_label(call: Call) -> Response:
    """Takes one label off; 404 when the issue does not carry it."""
    with call.acting() as act:
        issue = issues.found(act.data, call)
        label = labels.find(act.data, call.params["name"])
        if label is None or label["id"] not in issue["labels"]:
            raise Problem(404, "Label does not exist")
        labels.take_off(act, issue, label)
        return json_answer(shapes.labels.of_issue(act.data, issue, call.places))


def _names(call: Call) -> list[str]:
    given = call.any_body()
    names = issues.names_of(given.get("labels") if isinstance(given, dict) else given)
    if call.request.method == "POST" and not names:
        raise invalid("Label", "labels", "missing_field")
    return names


def _found(data: Data, call: Call) -> Record:
    label = labels.find(data, call.params["name"])
    if label is None:
        raise not_found()
    return label
