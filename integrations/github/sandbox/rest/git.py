"""Commits, comparisons, tags and refs."""

from integrations.github.sandbox import history, shapes
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.answers import (
    Problem,
    link_header,
    not_found,
    number,
    page_of,
)
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data

# Without page or per_page GitHub gives up to this many commits of a comparison.
UNPAGED = 250


@route("GET", REPO + "/commits")
def list_commits(call: Call) -> Response:
    """The history of a branch, newest first."""
    query = call.request.query
    with call.reading() as data:
        start = _sha(data, query.get("sha") or data["repository"]["default_branch"])
        shas = [
            sha for sha in history.ancestors(data, start) if _fits(data, sha, query)
        ]
        return page_of(
            call.request,
            shas,
            lambda sha: shapes.commits.commit(data, sha, call.places),
        )


@route("GET", REPO + "/commits/{ref}/pulls")
def pulls_of_commit(call: Call) -> Response:
    """The merged pull request that brought a commit to the default branch."""
    with call.reading() as data:
        sha = _sha(data, call.params["ref"])
        rows = [
            row
            for row in data["issues"].values()
            if row["pull"] and row["pull"]["merged"]
        ]
        kept = [
            row
            for row in rows
            if sha in (row["pull"]["merge_sha"], *row["pull"]["commits"])
        ]
        return page_of(
            call.request, kept, lambda row: shapes.pulls.simple(data, row, call.places)
        )


@route("GET", REPO + "/commits/{ref*}")
def one_commit(call: Call) -> Response:
    """A commit by sha, branch or tag; GitHub answers 422 for one it does not have."""
    with call.reading() as data:
        sha = history.resolve(data, call.params["ref"])
        if sha is None:
            raise Problem(422, f"No commit found for SHA: {call.params['ref']}")
        return json_answer(shapes.commits.full(data, sha, call.places))


@route("GET", REPO + "/compare/{basehead*}")
def compare(call: Call) -> Response:
    """``base...head``: what head has and base lacks."""
    base, dots, head = call.params["basehead"].partition("...")
    if not dots:
        raise not_found()
    with call.reading() as data:
        ends = _sha(data, base.rpartition(":")[2]), _sha(data, head.rpartition(":")[2])
        total = len(history.ahead(data, ends[1], ends[0]))
        cut, page, last = _page(call, total)
        shown = shapes.commits.comparison(data, *ends, call.places, cut)
    link = link_header(call.request, page, last)
    return json_answer(shown, Link=link) if link else json_answer(shown)


@route("GET", REPO + "/tags")
def list_tags(call: Call) -> Response:
    """Tags, the highest name first."""
    with call.reading() as data:
        names = sorted(data["tags"], reverse=True)
        return page_of(
            call.request,
            names,
            lambda name: shapes.commits.tag(name, data["tags"][name], call.places),
        )


@route("GET", REPO + "/git/ref/{ref*}")
def one_ref(call: Call) -> Response:
    """``tags/v1`` or ``heads/main``."""
    with call.reading() as data:
        sha = _refs(data).get(f"refs/{call.params['ref']}")
        if sha is None:
            raise not_found()
        return json_answer(
            shapes.commits.ref(f"refs/{call.params['ref']}", sha, call.places)
        )


@route("GET", REPO + "/git/matching-refs/{ref*}")
def matching_refs(call: Call) -> Response:
    """Every ref that begins so; an empty list when none does."""
    with call.reading() as data:
        start = f"refs/{call.params['ref']}"
        rows = [
            (name, sha)
            for name, sha in sorted(_refs(data).items())
            if name.startswith(start)
        ]
        return json_answer(
            [shapes.commits.ref(name, sha, call.places) for name, sha in rows]
        )


def _refs(data: Data) -> dict[str, str]:
    heads = {f"refs/heads/{name}": sha for name, sha in data["branches"].items()}
    return heads | {f"refs/tags/{name}": sha for name, sha in data["tags"].items()}


def _sha(data: Data, ref: str) -> str:
    sha = history.resolve(data, ref)
    if sha is None:
        raise not_found()
    return sha


def _fits(data: Data, sha: str, query: dict[str, str]) -> bool:
    row = data["commits"][sha]
    return (
        query.get("since", "") <= row["at"] <= query.get("until", "9999")
        and query.get("author", row["author"]) == row["author"]
        and ("path" not in query or query["path"] in row["files"])
    )


def _page(call: Call, total: int) -> tuple[slice, int, int]:
    if not {"page", "per_page"} & set(call.request.query):
        return slice(0, UNPAGED), 1, 1
    size, page = (
        number(call.request, "per_page", 30, 100),
        number(call.request, "page", 1, 10_000),
    )
    return slice((page - 1) * size, page * size), page, max(1, -(-total // size))
