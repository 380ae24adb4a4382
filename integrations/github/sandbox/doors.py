"""Doors for tests under ``/_sandbox/``: faults, traffic, clock, a commit, a review, a test."""

import json
from collections.abc import Callable
from typing import Any

from integrations.github.sandbox import history, homes, seed
from integrations.github.sandbox.acts import losing, moving, pulls, reviews
from integrations.github.sandbox.acts.act import Refused
from integrations.github.sandbox.messages import Request, Response, json_answer
from integrations.github.sandbox.world import World

PREFIX = "/_sandbox/"


def has(request: Request) -> bool:
    """Whether the request is for one of these doors."""
    return _key(request) in DOORS


def answer(world: World, request: Request) -> Response:
    """The answer of a test door; 400 with a sentence for an order without sense."""
    try:
        return json_answer(DOORS[_key(request)](world, request))
    except (ValueError, TypeError, KeyError, AttributeError, Refused) as error:
        return json_answer({"message": str(error)}, 400)


def _key(request: Request) -> tuple[str, str]:
    return request.method, request.path.removeprefix(PREFIX)


def _order_faults(world: World, request: Request) -> Any:
    orders = json.loads(request.body)
    for order in orders if isinstance(orders, list) else [orders]:
        world.faults.add(order)
    return world.faults.told()


def _list_faults(world: World, _request: Request) -> Any:
    return world.faults.told()


def _clear_faults(world: World, _request: Request) -> Any:
    world.faults.clear()
    return []


def _traffic(world: World, request: Request) -> Any:
    with world.store.reading() as data:
        sent = [dict(row) for row in data["deliveries"]]
    exchanges = world.traffic.taken(clear="clear" in request.query)
    return {
        "recording": world.traffic.recording,
        "exchanges": exchanges,
        "deliveries": sent,
    }


def _clock(world: World, request: Request) -> Any:
    world.fixed_now = str(json.loads(request.body).get("now", ""))
    return {"now": world.now()}


def _push(world: World, request: Request) -> Any:
    order = json.loads(request.body)
    with world.acting(order.get("by", seed.DEVELOPER), world.places()) as act:
        branch = order.get("branch") or act.data["repository"]["default_branch"]
        sha = pulls.push(
            act, branch=branch, message=order["message"], files=order.get("files", []),
            start=order.get("start", ""),
        )  # fmt: skip
    return {"sha": sha, "branch": branch}


def _move_tag(world: World, request: Request) -> Any:
    order = json.loads(request.body)
    with world.acting(seed.MAINTAINER, world.places()) as act:
        act.data["tags"][order["tag"]] = history.resolve(act.data, order["to"])
    return order


def _lose(world: World, request: Request) -> Any:
    order = json.loads(request.body)
    with world.acting(seed.MAINTAINER, world.places()) as act:
        losing.lose(act, order["number"], order["how"])
    return order


def _review(world: World, request: Request) -> Any:
    order = json.loads(request.body)
    with world.acting(order.get("by", seed.MAINTAINER), world.places()) as act:
        pull = act.data["issues"][str(order["number"])]
        return reviews.review(act, pull, event=order["event"])


def _tie(world: World, request: Request) -> Any:
    order = json.loads(request.body)
    with world.acting(order.get("by", seed.DEVELOPER), world.places()) as act:
        pull = act.data["issues"][str(order["number"])]
        return pulls.tie(act, pull, act.data["issues"][str(order["issue"])])


def _test(world: World, request: Request) -> Any:
    order = json.loads(request.body)
    with world.acting(seed.MAINTAINER, world.places()) as act:
        pull = act.data["issues"][str(order["number"])]
        return reviews.test(
            act, pull, name=order.get("name", "tests"), conclusion=order["conclusion"]
        )


def _repository(world: World, request: Request) -> Any:
    with world.acting(seed.MAINTAINER, world.places()) as act:
        return losing.set_repository(act, json.loads(request.body))


def _second(world: World, request: Request) -> Any:
    name = json.loads(request.body)["name"]
    with world.store.writing() as data:
        return {"id": moving.add_repository(data, name, world.now())}


def _transfer(world: World, request: Request) -> Any:
    order = json.loads(request.body)
    with world.acting(seed.MAINTAINER, world.places()) as act:
        return {"number": moving.transfer(act, order["number"], order["to"])["number"]}


def _rename(world: World, request: Request) -> Any:
    order = json.loads(request.body)
    with world.store.writing() as data:
        moving.rename(data, order["id"], order["name"])
        world.full_name = homes.name_of(data)
    return order


def _uninstall(world: World, request: Request) -> Any:
    """Takes the App away, or puts it back."""
    with world.store.writing() as data:
        data["uninstalled"] = bool(json.loads(request.body)["uninstalled"])
    return {"uninstalled": data["uninstalled"]}


DOORS: dict[tuple[str, str], Callable[[World, Request], Any]] = {
    ("POST", "faults"): _order_faults,
    ("GET", "faults"): _list_faults,
    ("DELETE", "faults"): _clear_faults,
    ("GET", "traffic"): _traffic,
    ("POST", "clock"): _clock,
    ("POST", "push"): _push,
    ("POST", "lose"): _lose,
    ("POST", "tag"): _move_tag,
    ("POST", "repository"): _repository,
    ("POST", "review"): _review,
    ("POST", "tie"): _tie,
    ("POST", "second"): _second,
    ("POST", "transfer"): _transfer,
    ("POST", "rename"): _rename,
    ("POST", "uninstall"): _uninstall,
    ("POST", "test"): _test,
}
