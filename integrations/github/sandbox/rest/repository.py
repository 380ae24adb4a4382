"""The repository itself, and who may be assigned."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.answers import not_found, page_of
from integrations.github.sandbox.rest.router import REPO, Call, route


@route("GET", REPO)
def repository(call: Call) -> Response:
    """The one repository of this sandbox."""
    with call.reading() as data:
        return json_answer(shapes.repository.full(data, call.places))


@route("GET", REPO + "/assignees")
def assignees(call: Call) -> Response:
    """The people who may take an issue."""
    with call.reading() as data:
        logins = [
            login for login, row in data["people"].items() if row["type"] == "User"
        ]
        return page_of(
            call.request,
            logins,
            lambda login: shapes.people.simple(data, login, call.places),
        )


@route("GET", REPO + "/assignees/{login}")
def may_be_assigned(call: Call) -> Response:
    """204 for yes, 404 for no."""
    with call.reading() as data:
        if data["people"].get(call.params["login"], {}).get("type") != "User":
            raise not_found()
    return Response(204)
