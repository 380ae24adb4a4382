"""The webhook, its deliveries, and sending one again."""

from integrations.github.sandbox import deliveries
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.account import EVENTS
from integrations.github.sandbox.rest.answers import cursor_page, not_found, page_of
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data, Record

HOOK = REPO + "/hooks/{hook:int}"
DELIVERY = HOOK + "/deliveries/{delivery:int}"


@route("GET", REPO + "/hooks")
def list_hooks(call: Call) -> Response:
    """The one webhook, when the sandbox was started with an address for it."""
    with call.reading() as data:
        rows = [_hook(call, data)] if call.world.hook.url else []
        return page_of(call.request, rows, lambda row: row)


@route("GET", HOOK)
def one_hook(call: Call) -> Response:
    """The webhook by id."""
    _known(call)
    with call.reading() as data:
        return json_answer(_hook(call, data))


@route("POST", HOOK + "/pings")
def ping(call: Call) -> Response:
    """Sends a ping."""
    _known(call)
    with call.acting() as act:
        hook = _hook(call, act.data)
        act.tell(
            "ping", "", zen="Keep it logically awesome.", hook_id=hook["id"], hook=hook
        )
    return Response(204)


@route("GET", HOOK + "/deliveries")
def list_deliveries(call: Call) -> Response:
    """What was sent, newest first."""
    _known(call)
    with call.reading() as data:
        rows = [row for row in reversed(data["deliveries"]) if row["state"] == "sent"]
        return page_of(call.request, rows, lambda row: deliveries.item(data, row))


@route("GET", DELIVERY)
def one_delivery(call: Call) -> Response:
    """A delivery with what was said and answered."""
    with call.reading() as data:
        return json_answer(deliveries.full(data, _found(data, call)))


@route("POST", DELIVERY + "/attempts")
def deliver_again(call: Call) -> Response:
    """Sends it again under the same GUID, as GitHub does."""
    with call.acting() as act:
        deliveries.send_again(act, _found(act.data, call))
    return json_answer({}, 202)


@route("GET", "/app/hook/deliveries")
def deliveries_of_app(call: Call) -> Response:
    """The same log, as the App itself may read it."""
    with call.reading() as data:
        rows = [row for row in reversed(data["deliveries"]) if row["state"] == "sent"]
        return cursor_page(call.request, rows, lambda row: deliveries.item(data, row))


@route("POST", "/app/hook/deliveries/{delivery:int}/attempts")
def deliver_again_for_app(call: Call) -> Response:
    """Sent again under the same GUID, asked for by the App."""
    with call.acting() as act:
        rows = (
            r for r in act.data["deliveries"] if str(r["id"]) == call.params["delivery"]
        )
        row = next(rows, None)
        if row is None:
            raise not_found()
        deliveries.send_again(act, row)
    return json_answer({}, 202)


def _known(call: Call) -> None:
    if call.params["hook"] != str(deliveries.HOOK_ID) or not call.world.hook.url:
        raise not_found()


def _found(data: Data, call: Call) -> Record:
    _known(call)
    rows = (
        row
        for row in data["deliveries"]
        if str(row["id"]) == call.params["delivery"] and row["state"] == "sent"
    )
    row: Record | None = next(rows, None)
    if row is None:
        raise not_found()
    return row


def _hook(call: Call, data: Data) -> Record:
    own = call.places.repo(f"/hooks/{deliveries.HOOK_ID}")
    at = data["repository"]["created_at"]
    config = {
        "url": call.world.hook.url,
        "content_type": "json",
        "insecure_ssl": "0",
        "secret": "********",
    }
    return {
        "type": "Repository", "id": deliveries.HOOK_ID, "name": "web", "active": True, "events": EVENTS,
        "config": config, "created_at": at, "updated_at": at, "url": own, "test_url": f"{own}/test",
        "ping_url": f"{own}/pings", "deliveries_url": f"{own}/deliveries",
        "last_response": {"code": None, "status": "unused", "message": None},
    }  # fmt: skip
