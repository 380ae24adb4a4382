"""Faults on order: each does what its name says, as often as asked and no more."""

import urllib.error

import pytest
import requests

from tests.integrations.sandbox.driving import repository
from tests.integrations.sandbox.fixtures import RunningSandbox


def post(sandbox: RunningSandbox) -> int:
    """The status of a POST that would open an issue."""
    return sandbox.ask("POST", sandbox.repo("/issues"), {"title": "Un besoin"}).status


def count(sandbox: RunningSandbox) -> int:
    """How many issues there are."""
    return len(sandbox.ask("GET", sandbox.repo("/issues?state=all")).json)


@pytest.mark.parametrize(
    ("kind", "kept"), [("bad_gateway_before", 0), ("bad_gateway_after", 2)]
)
def test_bad_gateway(sandbox: RunningSandbox, kind: str, kept: int) -> None:
    sandbox.fault(kind, method="POST", path="/issues$", times=2)
    assert [post(sandbox), post(sandbox)] == [502, 502]
    assert count(sandbox) == kept
    assert post(sandbox) == 201


@pytest.mark.parametrize(("kind", "kept"), [("reset_before", 0), ("reset_after", 1)])
def test_a_cut_connection(sandbox: RunningSandbox, kind: str, kept: int) -> None:
    sandbox.fault(kind, method="POST")
    with pytest.raises((ConnectionError, urllib.error.URLError, OSError)):
        post(sandbox)
    assert count(sandbox) == kept
    assert [row["fault"] for row in sandbox.traffic()["exchanges"]] == [kind, ""]


@pytest.mark.parametrize(
    ("order", "status", "headers"),
    [
        ({"kind": "secondary_limit", "retry_after": 7}, 403, {"Retry-After": "7"}),
        ({"kind": "secondary_limit"}, 403, {"Retry-After": None}),
        ({"kind": "primary_limit"}, 403, {"X-RateLimit-Remaining": "0"}),
        ({"kind": "too_many_requests"}, 429, {"Retry-After": None}),
        ({"kind": "issues_disabled"}, 410, {}),
        ({"kind": "archived"}, 403, {}),
        ({"kind": "redirected", "method": "POST"}, 307, {}),
    ],
)
def test_refusals(
    sandbox: RunningSandbox,
    order: dict[str, object],
    status: int,
    headers: dict[str, str | None],
) -> None:
    sandbox.ask("POST", "/_sandbox/faults", order)
    answer = sandbox.ask("POST", sandbox.repo("/issues"), {"title": "Un besoin"})
    assert answer.status == status
    assert {name: answer.headers.get(name) for name in headers} == headers
    assert count(sandbox) == 0
    sandbox.ask("GET", "/_sandbox/traffic?clear")


def test_a_slow_answer(sandbox: RunningSandbox) -> None:
    sandbox.fault("slow_after", method="POST", seconds=3)
    with pytest.raises((TimeoutError, requests.Timeout)):
        requests.post(
            sandbox.url + sandbox.repo("/issues"), json={"title": "x"}, timeout=0.5,
            headers={"Authorization": "token sandbox"},
        )  # fmt: skip
    assert count(sandbox) == 1


def test_a_list_that_lags(sandbox: RunningSandbox) -> None:
    repo = repository(sandbox)
    repo.create_issue("Un besoin")
    sandbox.fault("list_lag", seconds=60, times=2)
    assert [count(sandbox), count(sandbox), count(sandbox)] == [0, 0, 1]


def test_orders_are_counted_and_forgotten(sandbox: RunningSandbox) -> None:
    sandbox.fault("bad_gateway_before", times=5, path="/issues")
    post(sandbox)
    assert sandbox.ask("GET", "/_sandbox/faults").json == [
        {"kind": "bad_gateway_before", "times": 5, "used": 1, "path": "/issues"}
    ]
    sandbox.ask("DELETE", "/_sandbox/faults")
    assert post(sandbox) == 201


def test_an_order_without_sense(sandbox: RunningSandbox) -> None:
    for order in (
        {"kind": "earthquake"},
        {"times": 2},
        {"kind": "slow", "when": "now"},
        7,
    ):
        assert sandbox.ask("POST", "/_sandbox/faults", order).status == 400
