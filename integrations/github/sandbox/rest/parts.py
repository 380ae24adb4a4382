"""Sub-issues: list, add, take away, and the issue above."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts import parts
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.answers import invalid, not_found, page_of
from integrations.github.sandbox.rest.issues import ISSUE, found
from integrations.github.sandbox.rest.router import Call, route
from integrations.github.sandbox.store import Data, Record


@route("GET", ISSUE + "/sub_issues")
def list_parts(call: Call) -> Response:
    """The parts of an issue, in their order."""
    with call.reading() as data:
        rows = [data["issues"][str(n)] for n in found(data, call).get("parts", [])]
        return page_of(
            call.request, rows, lambda row: shapes.issues.issue(data, row, call.places)
        )


@route("POST", ISSUE + "/sub_issues")
def add_part(call: Call) -> Response:
    """Makes an issue a part of this one, by its id (not its number)."""
    wanted = call.body().get("sub_issue_id")
    with call.acting() as act:
        above, part = found(act.data, call), _by_id(act.data, wanted)
        parts.add(act, above, part)
        shown = shapes.issues.issue(act.data, above, call.places)
    return json_answer(shown, 201, Location=shown["url"])


@route("DELETE", ISSUE + "/sub_issue")
def remove_part(call: Call) -> Response:
    """Takes a part away; the issue itself stays."""
    wanted = call.body().get("sub_issue_id")
    with call.acting() as act:
        above = found(act.data, call)
        parts.remove(act, above, _by_id(act.data, wanted))
        return json_answer(shapes.issues.issue(act.data, above, call.places))


@route("GET", ISSUE + "/parent")
def above(call: Call) -> Response:
    """The issue that this one is a part of."""
    with call.reading() as data:
        number = found(data, call)["number"]
        for row in data["issues"].values():
            if number in row.get("parts", []):
                return json_answer(shapes.issues.issue(data, row, call.places))
    raise not_found()


def _by_id(data: Data, wanted: object) -> Record:
    rows = (row for row in data["issues"].values() if row["id"] == wanted)
    row = next((row for row in rows if not row["pull"]), None)
    if row is None:
        raise invalid("Issue", "sub_issue_id", "invalid")
    return row
