"""One request in, one answer out: the API, the pages, or a door for tests."""

import logging
from urllib.parse import urlsplit

from integrations.github.sandbox import doors
from integrations.github.sandbox.faults import CutConnection
from integrations.github.sandbox.messages import Request, Response, json_answer
from integrations.github.sandbox.rest import door
from integrations.github.sandbox.world import World

log = logging.getLogger(__name__)


def answer(world: World, request: Request) -> Response:
    """The answer to any request. Raises CutConnection when a fault says so."""
    if door.is_for_programs(request.path):
        return _for_programs(world, request)
    if request.method != "GET" and not _same_origin(request):
        return json_answer({"message": "This form was sent from another site."}, 403)
    try:
        if doors.has(request):
            return doors.answer(world, request)
        return _for_people(world, request)
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return json_answer({"message": "The sandbox failed; its log says why."}, 500)


def _for_programs(world: World, request: Request) -> Response:
    try:
        response, fault = door.with_faults(world, request)
    except CutConnection as cut:
        world.traffic.keep(request, None, str(cut))
        raise
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        response, fault = json_answer({"message": "Server Error"}, 500), ""
    world.traffic.keep(request, response, fault)
    return response


def _for_people(world: World, request: Request) -> Response:
    """Templates and Markdown load at the first visit, so that programs need not wait."""
    from integrations.github.sandbox.web import pages  # noqa: PLC0415

    return pages.answer(world, request)


def _same_origin(request: Request) -> bool:
    """Browsers name the origin of a form; programs without one are let in."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
