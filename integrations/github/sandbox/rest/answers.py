"""Answers in GitHub's form: errors, pages of a list, "not modified"."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from integrations.github.sandbox.messages import Request, Response, json_answer

DOCUMENTATION = "https://docs.github.com/rest"


# Answers whose body is described without a ``status``.
WITHOUT_STATUS = (405, 409, 422)


class Problem(Exception):
    """A request that GitHub would refuse."""

    def __init__(
        self, status: int, message: str, errors: list[dict[str, str]] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.errors = status, message, errors


class Moved(Exception):
    """What was asked for is at another path of the API now."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def moved_answer(request: Request, moved: Moved) -> Response:
    """301 for a read, which clients follow without its query; 307 for a write, which
    they must repeat themselves."""
    prefix = "/api/v3" if request.path.startswith("/api/v3") else ""
    there = f"{request.origin}{prefix}{moved.path}"
    words = {"message": "Moved Permanently", "url": there}
    status = 301 if request.method == "GET" else 307
    body = words | {"documentation_url": DOCUMENTATION}
    return json_answer(body, status, Location=there)


def problem_answer(problem: Problem) -> Response:
    """The body GitHub gives with a refusal."""
    body: dict[str, Any] = {
        "message": problem.message,
        "documentation_url": DOCUMENTATION,
    }
    if problem.errors:
        body["errors"] = problem.errors
    elif problem.status not in WITHOUT_STATUS:
        body["status"] = str(problem.status)
    return json_answer(body, problem.status)


def not_found() -> Problem:
    """GitHub also answers 404 for what one may not see."""
    return Problem(404, "Not Found")


def invalid(resource: str, field: str, code: str, message: str = "") -> Problem:
    """The 422 of a field that cannot be taken."""
    error = {"resource": resource, "field": field, "code": code}
    return Problem(
        422, "Validation Failed", [error | ({"message": message} if message else {})]
    )


def conditional(request: Request, response: Response) -> Response:
    """Adds an ETag to a read, and answers 304 when the client has it already."""
    if request.method != "GET" or response.status != 200:
        return response
    tag = f'W/"{hashlib.sha256(response.body).hexdigest()}"'
    response.headers |= {
        "ETag": tag,
        "Cache-Control": "private, max-age=60, s-maxage=60",
    }
    if request.headers.get("if-none-match") in (tag, tag.removeprefix("W/")):
        kept = {
            name: text
            for name, text in response.headers.items()
            if name != "Content-Type"
        }
        return Response(304, b"", kept)
    return response


def number(request: Request, name: str, default: int, top: int) -> int:
    """A whole number of the query; GitHub takes the default for nonsense."""
    text = request.query.get(name, "")
    return min(int(text), top) if text.isdigit() and int(text) > 0 else default


def page_of(
    request: Request, rows: Sequence[Any], shown: Callable[[Any], Any]
) -> Response:
    """One page of ``rows`` with GitHub's Link header."""
    size, page = (
        number(request, "per_page", 30, 100),
        number(request, "page", 1, 10_000),
    )
    last = max(1, -(-len(rows) // size))
    body = [shown(row) for row in rows[(page - 1) * size : page * size]]
    link = link_header(request, page, last)
    return json_answer(body, Link=link) if link else json_answer(body)


def link_header(request: Request, page: int, last: int) -> str:
    """``rel="prev"``, ``next``, ``last`` and ``first``, each where it makes sense."""
    wanted = []
    if page > 1:
        wanted.append(("prev", page - 1))
    if page < last:
        wanted += [("next", page + 1), ("last", last)]
    if page > 1:
        wanted.append(("first", 1))
    here = f"{request.origin}{request.path}"
    links = [
        f'<{here}?{urlencode(request.query | {"page": number})}>; rel="{name}"'
        for name, number in wanted
    ]
    return ", ".join(links)


def cursor_page(
    request: Request, rows: Sequence[Any], shown: Callable[[Any], Any]
) -> Response:
    """One page of a list that is read by cursor: after the row named by it."""
    size, after = number(request, "per_page", 30, 100), request.query.get("cursor", "0")
    first = int(after) if after.isdigit() else 0
    body = [shown(row) for row in rows[first : first + size]]
    if first + size >= len(rows):
        return json_answer(body)
    query = urlencode(request.query | {"cursor": first + size})
    here = f"{request.origin}{request.path}?{query}"
    return json_answer(body, Link=f'<{here}>; rel="next"')
