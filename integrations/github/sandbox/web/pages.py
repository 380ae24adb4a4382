"""The table of pages."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from django.utils import translation

from integrations.github.sandbox.acts.act import Refused
from integrations.github.sandbox.messages import Request, Response, json_answer
from integrations.github.sandbox.web import deliveries, home, issues, pulls, releases
from integrations.github.sandbox.web.forms import sentence
from integrations.github.sandbox.web.rendering import Visit, render
from integrations.github.sandbox.world import World

# Addresses under /owner/name, the same as on GitHub where GitHub has them.
READ: dict[str, Callable[[Visit], Response]] = {
    "": home.to_start,
    "/issues": home.issues,
    "/pulls": home.pulls,
    r"/issues/(?P<number>\d+)": issues.show,
    r"/pull/(?P<number>\d+)": pulls.show,
    "/releases": releases.listed,
    "/releases/new": releases.prepare,
    "/releases/tag/(?P<tag>.+)": releases.show,
    r"/commit/(?P<sha>\w+)": releases.commit,
    "/settings/hooks": deliveries.listed,
    r"/settings/hooks/(?P<id>\d+)": deliveries.show,
}

# What a form does, and the page that comes back when it is refused.
WRITE: dict[str, tuple[Callable[[Visit], Response], Callable[..., Response] | None]] = {
    r"/issues/(?P<number>\d+)/comment": (issues.comment, issues.show),
    r"/issues/(?P<number>\d+)/take": (issues.take, issues.show),
    r"/issues/(?P<number>\d+)/pull": (issues.open_pull, issues.show),
    r"/issues/(?P<number>\d+)/part": (issues.add_part, issues.show),
    r"/issues/(?P<number>\d+)/close": (issues.close, issues.show),
    r"/issues/(?P<number>\d+)/reopen": (issues.reopen, issues.show),
    r"/pull/(?P<number>\d+)/comment": (pulls.comment, pulls.show),
    r"/pull/(?P<number>\d+)/merge": (pulls.merge, pulls.show),
    r"/pull/(?P<number>\d+)/judge": (pulls.judge, pulls.show),
    r"/pull/(?P<number>\d+)/close": (pulls.close, pulls.show),
    r"/pull/(?P<number>\d+)/reopen": (pulls.reopen, pulls.show),
    "/releases/new": (releases.publish, releases.prepare),
    r"/settings/hooks/(?P<id>\d+)": (deliveries.send_again, None),
}

HERE = Path(__file__).parent
FONT = (
    HERE.parents[3]
    / "portal/static/portal/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
)
FILES = {
    "/_sandbox/sandbox.css": (HERE / "sandbox.css", "text/css; charset=utf-8"),
    "/_sandbox/icon.svg": (HERE / "icon.svg", "image/svg+xml"),
    "/_sandbox/font.woff2": (FONT, "font/woff2"),
}


def is_file(path: str) -> bool:
    """Whether an address is one of the pages' own files."""
    return path in FILES


def answer(world: World, request: Request) -> Response:
    """A page, a form taken, or a sentence saying that there is nothing here."""
    if is_file(request.path):
        return _file(request.path)
    with translation.override(Visit(world, request).language):
        try:
            return (
                _written(world, request)
                if request.method == "POST"
                else _read(world, request)
            )
        except issues.Missing:
            return _missing(world, request)


def _read(world: World, request: Request) -> Response:
    if request.path == "/":
        return home.start(Visit(world, request))
    for pattern, view in READ.items():
        if visit := _visit(world, request, pattern):
            return view(visit)
    raise issues.Missing


def _written(world: World, request: Request) -> Response:
    for pattern, (act, form) in WRITE.items():
        if visit := _visit(world, request, pattern):
            return _taken(visit, act, form)
    raise issues.Missing


def _taken(
    visit: Visit, act: Callable[[Visit], Response], form: Callable[..., Response] | None
) -> Response:
    try:
        return act(visit)
    except Refused as refused:
        if form is None:
            raise
        return form(visit, error=sentence(refused), status=422)


def _visit(world: World, request: Request, pattern: str) -> Visit | None:
    match = re.fullmatch(f"/{re.escape(world.full_name)}{pattern}", request.path)
    named = (
        {name: unquote(text) for name, text in match.groupdict().items()}
        if match
        else {}
    )
    return Visit(world, request, named) if match else None


def _missing(world: World, request: Request) -> Response:
    if "text/html" not in request.headers.get("accept", ""):
        return json_answer({"message": "Not Found", "documentation_url": ""}, 404)
    return render(Visit(world, request), "missing", {}, 404)


@lru_cache
def _read_once(path: Path) -> bytes:
    return path.read_bytes()


def _file(path: str) -> Response:
    file, kind = FILES[path]
    return Response(
        200, _read_once(file), {"Content-Type": kind, "Cache-Control": "max-age=3600"}
    )
