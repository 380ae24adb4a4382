"""Who one is, what is left of the hour, and tokens of an App."""

import secrets
import time
from datetime import UTC, datetime, timedelta

from integrations.github.sandbox import seed, shapes
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.access import HOURLY
from integrations.github.sandbox.rest.answers import Problem, not_found
from integrations.github.sandbox.rest.router import Call, route
from integrations.github.sandbox.store import Record

RIGHTS = {
    "issues": "write",
    "pull_requests": "read",
    "contents": "read",
    "checks": "read",
    "statuses": "read",
    "metadata": "read",
}
APP_ID, INSTALLATION_ID = 71, 7101


@route("GET", "/user")
def me(call: Call) -> Response:
    """The caller; an App's installation is nobody and is told so."""
    if call.by == seed.APP_USER:
        raise Problem(403, "Resource not accessible by integration")
    with call.reading() as data:
        return json_answer(shapes.people.public(data, call.by, call.places))


@route("GET", "/users/{username}")
def person(call: Call) -> Response:
    """Anybody by login."""
    with call.reading() as data:
        if call.params["username"] not in data["people"]:
            raise not_found()
        return json_answer(
            shapes.people.public(data, call.params["username"], call.places)
        )


@route("GET", "/rate_limit")
def rate_limit(call: Call) -> Response:
    """What is left; asking costs nothing on GitHub."""
    call.world.calls -= 1
    used = call.world.calls % HOURLY
    reset = (int(time.time()) // 3600 + 1) * 3600
    core = {"limit": HOURLY, "used": used, "remaining": HOURLY - used, "reset": reset}
    search = {"limit": 30, "used": 0, "remaining": 30, "reset": reset}
    return json_answer(
        {"resources": {"core": core, "search": search, "graphql": core}, "rate": core}
    )


@route("GET", "/versions")
def versions(_call: Call) -> Response:
    """The API versions spoken here."""
    return json_answer(["2022-11-28"])


@route("GET", "/app")
def app(call: Call) -> Response:
    """The App that the sandbox knows."""
    with call.reading() as data:
        at = data["repository"]["created_at"]
        owner = shapes.people.simple(data, data["repository"]["owner"], call.places)
    dates = {
        "created_at": at,
        "updated_at": at,
        "permissions": RIGHTS,
        "events": EVENTS,
    }
    words = {
        "name": "Passerelle",
        "slug": "passerelle",
        "description": "Needs of members, as issues",
    }
    where = {
        "external_url": call.places.origin,
        "html_url": f"{call.places.origin}/apps/passerelle",
    }
    identity = {"id": APP_ID, "node_id": shapes.node_id("App", APP_ID), "owner": owner}
    return json_answer(identity | words | where | dates)


EVENTS = [
    "issues", "issue_comment", "pull_request", "pull_request_review", "check_suite",
    "sub_issues", "release", "label",
]  # fmt: skip


@route("GET", "/app/installations/{installation:int}")
def installation(call: Call) -> Response:
    """The App's one installation; any number is taken for it."""
    return json_answer(_installation(call))


@route("GET", "/repos/{owner}/{repo}/installation")
def installation_of_repo(call: Call) -> Response:
    """The installation on the repository."""
    return json_answer(_installation(call))


@route("POST", "/app/installations/{installation:int}/access_tokens")
def installation_token(call: Call) -> Response:
    """A token for an hour, in the long form that GitHub gives since 2026."""
    with call.reading() as data:
        if data.get("uninstalled"):
            raise not_found()
    expires = (datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    token = f"ghs_{APP_ID}_{secrets.token_urlsafe(180)}.{secrets.token_urlsafe(60)}.{secrets.token_urlsafe(80)}"
    with call.acting() as act:
        alive = {
            known: end for known, end in act.data["app_tokens"].items() if end > act.at
        }
        act.data["app_tokens"] = alive | {token: expires}
    body = {
        "token": token,
        "expires_at": expires,
        "permissions": RIGHTS,
        "repository_selection": "selected",
    }
    return json_answer(body, 201)


def _installation(call: Call) -> Record:
    number = int(call.params.get("installation", INSTALLATION_ID))
    with call.reading() as data:
        owner, at = data["repository"]["owner"], data["repository"]["created_at"]
        account = shapes.people.simple(data, owner, call.places)
    own = call.places.api(f"/app/installations/{number}")
    return {
        "id": number, "account": account, "repository_selection": "selected", "app_id": APP_ID,
        "app_slug": "passerelle", "access_tokens_url": f"{own}/access_tokens",
        "repositories_url": call.places.api("/installation/repositories"), "html_url": own,
        "target_id": account["id"], "target_type": "Organization", "permissions": RIGHTS, "events": EVENTS,
        "created_at": at, "updated_at": at, "single_file_name": None, "suspended_by": None, "suspended_at": None,
    }  # fmt: skip
