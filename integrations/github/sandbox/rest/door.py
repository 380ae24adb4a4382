"""Lets a request in at the API: who, what, under which faults."""

import re
from dataclasses import replace

from integrations.github.sandbox import faults, homes
from integrations.github.sandbox.acts.act import Refused
from integrations.github.sandbox.messages import Request, Response
from integrations.github.sandbox.rest import (  # noqa: F401 - importing them fills the table
    account,
    comments,
    git,
    graphql,
    hooks,
    issue_lists,
    issues,
    labels,
    milestones,
    parts,
    pulls,
    releases,
    repository,
    reviews,
)
from integrations.github.sandbox.rest.access import add_usual_headers, caller
from integrations.github.sandbox.rest.answers import (
    Moved,
    Problem,
    conditional,
    moved_answer,
    not_found,
    problem_answer,
)
from integrations.github.sandbox.rest.router import Call, find
from integrations.github.sandbox.world import World

PREFIX = "/api/v3"
FIRST = (
    "app",
    "graphql",
    "rate_limit",
    "repos",
    "repositories",
    "user",
    "users",
    "versions",
)


def is_for_programs(path: str) -> bool:
    """Whether an address belongs to the API rather than to the pages."""
    return _inside(path).split("/")[1] in FIRST if path.startswith("/") else False


def _inside(path: str) -> str:
    """Without what Enterprise Server puts before it; GraphQL has a prefix of its own."""
    return "/graphql" if path == "/api/graphql" else path.removeprefix(PREFIX)


def answer(world: World, request: Request) -> Response:
    """The answer to an API request. May raise CutConnection under a fault."""
    try:
        response = conditional(request, _answered(world, request))
    except Moved as moved:
        response = moved_answer(request, moved)
    except Problem as problem:
        response = problem_answer(problem)
    except Refused as refused:
        response = problem_answer(_as_problem(refused))
    return add_usual_headers(world, response)


def _answered(world: World, request: Request) -> Response:
    prefix = PREFIX if request.path.startswith(PREFIX) else ""
    path = _inside(request.path)
    by = caller(world, request)
    home, name, path = _to_its_repository(world, path)
    function, params = find(request.method, path)
    places = replace(world.places(request.origin, prefix), full_name=name)
    return function(Call(world, request, params, by, places, home))


def _to_its_repository(world: World, path: str) -> tuple[int | None, str, str]:
    """The repository that a path names by its name, in any case, or by its id; its
    name, and the path with the name. A name it had before leads to its id."""
    match = re.match(r"/repos/([^/]+/[^/]+)(?=/|$)|/repositories/(\d+)(?=/|$)", path)
    if match is None:
        return None, world.full_name, path
    with world.store.reading() as data:
        home = (
            homes.by_name(data, match[1]) if match[1] else homes.by_id(data, match[2])
        )
        if home is None:
            once = homes.once_named(data, match[1]) if match[1] else None
            raise (
                Moved(f"/repositories/{once}{path[match.end() :]}")
                if once
                else (not_found())
            )
        name, number = homes.name_of(home), int(home["repository"]["id"])
    return number, name, f"/repos/{name}{path[match.end() :]}"


def _as_problem(refused: Refused) -> Problem:
    if refused.status != 422:
        return Problem(refused.status, refused.message)
    error = {"resource": "Issue", "field": refused.field, "code": refused.code}
    if refused.code == "custom":
        error["message"] = refused.message
    return Problem(422, "Validation Failed", [error])


def with_faults(world: World, request: Request) -> tuple[Response, str]:
    """The answer and the name of the fault that spoiled it, if any."""
    before = world.faults.next(faults.BEFORE, request.method, request.path)
    if before and before.kind != "slow":
        return faults.refusal(before, request), before.kind
    after = world.faults.next(faults.AFTER, request.method, request.path)
    if before:
        faults.wait(before)
    response = answer(world, request)
    if after is None:
        return response, before.kind if before else ""
    if after.kind == "slow_after":
        faults.wait(after)
        return response, after.kind
    return faults.refusal(after, request), after.kind
