"""Who asks, and how much they may still ask."""

import base64
import time
import uuid

from integrations.github.sandbox import seed
from integrations.github.sandbox.messages import Request, Response
from integrations.github.sandbox.rest.answers import Problem
from integrations.github.sandbox.world import World

HOURLY = 5000
DEVELOPER_TOKEN = "developer"  # noqa: S105 - public by design


def caller(world: World, request: Request) -> str:
    """The login behind the request's token; 401 without one that we know.

    Besides the sandbox's own token, ``developer`` acts as the developer, and a
    signed App token (three parts) as the App itself.
    """
    token = _token(request)
    if not token:
        raise Problem(401, "Requires authentication")
    if token == world.token:
        return seed.TOKEN_USER
    if token == DEVELOPER_TOKEN:
        return seed.DEVELOPER
    if token.count(".") == 2 and request.path.removeprefix("/api/v3").startswith(
        "/app"
    ):
        return seed.APP_USER
    with world.store.reading() as data:
        if data.get("uninstalled"):
            raise Problem(401, "Bad credentials")
        if data["app_tokens"].get(token, "") > world.now():
            return seed.APP_USER
    raise Problem(401, "Bad credentials")


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return token.strip()
    try:
        return base64.b64decode(token).decode().rpartition(":")[2]
    except ValueError:
        return ""


def add_usual_headers(world: World, response: Response) -> Response:
    """The headers GitHub puts on every answer. A 304 costs nothing."""
    world.calls += response.status != 304
    reset = (int(time.time()) // 3600 + 1) * 3600
    usual = limits(world, reset) | {
        "X-GitHub-Request-Id": uuid.uuid4().hex[:16].upper(),
        "X-GitHub-Media-Type": "github.v3; format=json",
        "X-GitHub-Api-Version-Selected": "2022-11-28",
    }
    response.headers = usual | response.headers
    return response


def limits(world: World, reset: int) -> dict[str, str]:
    """The five rate-limit headers; ``reset`` in seconds since 1970."""
    used = world.calls % HOURLY
    return {
        "X-RateLimit-Limit": str(HOURLY),
        "X-RateLimit-Remaining": str(HOURLY - used),
        "X-RateLimit-Used": str(used),
        "X-RateLimit-Reset": str(reset),
        "X-RateLimit-Resource": "core",
    }
