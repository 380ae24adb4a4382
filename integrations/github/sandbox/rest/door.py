"""Lets a request in at the API: who, what, under which faults."""

import re

from integrations.github.sandbox import faults
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
    Problem,
    conditional,
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
    except Problem as problem:
        response = problem_answer(problem)
    except Refused as refused:
        response = problem_answer(_as_problem(refused))
    return add_usual_headers(world, response)


def _answered(world: World, request: Request) -> Response:
    prefix = PREFIX if request.path.startswith(PREFIX) else ""
    path = _to_our_repository(world, _inside(request.path))
    by = caller(world, request)
    function, params = find(request.method, path)
    call = Call(world, request, params, by, world.places(request.origin, prefix))
    return function(call)


def _to_our_repository(world: World, path: str) -> str:
    """``/repositories/<id>`` and any case of the name lead to the one repository."""
    match = re.match(r"/repos/([^/]+/[^/]+)(?=/|$)|/repositories/(\d+)(?=/|$)", path)
    if match is None:
        return path
    with world.store.reading() as data:
        ours = str(data["repository"]["id"])
    if (match[1] or "").lower() != world.full_name.lower() and match[2] != ours:
        raise not_found()
    return f"/repos/{world.full_name}{path[match.end() :]}"


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
