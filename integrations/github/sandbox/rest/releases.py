"""Releases: list, find, publish, edit."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.acts import releases
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.answers import invalid, not_found, page_of
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data, Record

RELEASE = REPO + "/releases/{release:int}"
# Names in the request, and the same in our rows.
FIELDS = {
    "tag_name": "tag",
    "target_commitish": "target",
    "name": "name",
    "body": "body",
}
FLAGS = ("draft", "prerelease")


@route("GET", REPO + "/releases")
def list_releases(call: Call) -> Response:
    """Releases, newest first; drafts at the top for those who may write."""
    with call.reading() as data:
        drafts = [row for row in data["releases"].values() if row["draft"]]
        rows = [*reversed(drafts), *releases.published(data)]
        return page_of(
            call.request,
            rows,
            lambda row: shapes.releases.release(data, row, call.places),
        )


@route("POST", REPO + "/releases")
def create_release(call: Call) -> Response:
    """A release, published at once unless it is a draft."""
    body = call.body()
    if not body.get("tag_name"):
        raise invalid("Release", "tag_name", "missing_field")
    facts = {
        "tag": body["tag_name"],
        "name": body.get("name"),
        "notes": body.get("body"),
    }
    facts |= {key: bool(body.get(key)) for key in FLAGS}
    with call.acting() as act:
        row = releases.publish(act, target=body.get("target_commitish") or "", **facts)
        shown = shapes.releases.release(act.data, row, call.places)
    return json_answer(shown, 201, Location=shown["url"])


@route("GET", REPO + "/releases/latest")
def latest_release(call: Call) -> Response:
    """The newest full release."""
    with call.reading() as data:
        full = [row for row in releases.published(data) if not row["prerelease"]]
        if not full:
            raise not_found()
        return json_answer(shapes.releases.release(data, full[0], call.places))


@route("GET", REPO + "/releases/tags/{tag*}")
def release_by_tag(call: Call) -> Response:
    """A published release by its tag."""
    with call.reading() as data:
        row = next(
            (
                row
                for row in releases.published(data)
                if row["tag"] == call.params["tag"]
            ),
            None,
        )
        if row is None:
            raise not_found()
        return json_answer(shapes.releases.release(data, row, call.places))


@route("GET", RELEASE)
def one_release(call: Call) -> Response:
    """A release by id."""
    with call.reading() as data:
        return json_answer(
            shapes.releases.release(data, _found(data, call), call.places)
        )


@route("PATCH", RELEASE)
def change_release(call: Call) -> Response:
    """Edits it, or publishes a draft."""
    body = call.body()
    facts = {ours: body[theirs] for theirs, ours in FIELDS.items() if theirs in body}
    facts |= {key: bool(body[key]) for key in FLAGS if key in body}
    with call.acting() as act:
        row = _found(act.data, call)
        releases.change(act, row, facts)
        return json_answer(shapes.releases.release(act.data, row, call.places))


@route("DELETE", RELEASE)
def delete_release(call: Call) -> Response:
    """Takes it away; the tag stays."""
    with call.acting() as act:
        releases.delete(act, _found(act.data, call))
    return Response(204)


def _found(data: Data, call: Call) -> Record:
    row: Record | None = data["releases"].get(call.params["release"])
    if row is None:
        raise not_found()
    return row
