"""Faults on order, each for a counted number of requests, so that tests can be unkind.

``{"kind": "bad_gateway_after", "times": 3, "method": "POST", "path": "/issues$"}``:
``path`` is a regular expression searched in the request's path. For webhooks it is
searched in ``event/action`` (``issues/closed``).
"""

import re
import threading
import time
from dataclasses import dataclass, field

from integrations.github.sandbox.messages import Request, Response, json_answer
from integrations.github.sandbox.rest.answers import Problem, problem_answer
from integrations.github.sandbox.store import Record

BEFORE = {
    "bad_gateway_before", "reset_before", "secondary_limit", "primary_limit", "too_many_requests", "slow",
    "issues_disabled", "archived", "redirected", "graph_refused", "no_parts",
}  # fmt: skip
AFTER = {"bad_gateway_after", "reset_after", "slow_after"}
LISTS = {"list_lag"}
HOOKS = {"hook_dropped", "hook_doubled", "hook_late"}
# Said with status 200: a limit, a field that is too young, a field kept from us.
GRAPH = {"graph_limited", "graph_old", "graph_kept"}
KINDS = BEFORE | AFTER | LISTS | HOOKS | GRAPH


class CutConnection(Exception):
    """The server closes the socket without a word. Its argument names the fault."""


@dataclass
class Fault:
    """One order: ``times`` requests left; ``seconds`` for slow answers and lags."""

    kind: str
    times: int = 1
    method: str = ""
    path: str = ""
    seconds: float = 1.0
    retry_after: int | None = None
    used: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(
                f"Unknown kind {self.kind!r}; one of {', '.join(sorted(KINDS))}"
            )

    def fits(self, kinds: set[str], method: str, path: str) -> bool:
        """Whether this order is for such a request and not yet used up."""
        due = self.kind in kinds and self.used < self.times
        return due and self.method in ("", method) and bool(re.search(self.path, path))


@dataclass
class Faults:
    """The orders given and not yet used up."""

    orders: list[Fault] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, order: Record) -> None:
        """Takes an order; ValueError or TypeError for one that makes no sense."""
        fault = Fault(**order)
        with self._lock:
            self.orders.append(fault)

    def clear(self) -> None:
        """Everything works again."""
        with self._lock:
            self.orders.clear()

    def next(self, kinds: set[str], method: str, path: str) -> Fault | None:
        """The first order for such a request, counted as used."""
        with self._lock:
            fault = next(
                (row for row in self.orders if row.fits(kinds, method, path)), None
            )
            if fault:
                fault.used += 1
            return fault

    def told(self) -> list[Record]:
        """The orders with how often each was used."""
        with self._lock:
            return [
                {
                    "kind": row.kind,
                    "times": row.times,
                    "used": row.used,
                    "path": row.path,
                }
                for row in self.orders
            ]


def refusal(fault: Fault, request: Request) -> Response:
    """What GitHub (or the machine before it) answers under this fault. ``no_parts``
    is for requests about sub-issues: name their path."""
    if fault.kind.startswith("bad_gateway"):
        return Response(
            502, b"<html><title>Unicorn</title></html>", {"Content-Type": "text/html"}
        )
    if fault.kind.startswith("reset"):
        raise CutConnection(fault.kind)
    if fault.kind == "redirected":
        moved = {
            "message": "Moved Permanently",
            "url": request.origin + request.target,
            "documentation_url": "",
        }
        status = 301 if request.method == "GET" else 307
        return json_answer(moved, status, Location=request.origin + request.target)
    answer = problem_answer(Problem(*WORDS[fault.kind]))
    answer.headers |= _limit_headers(fault)
    return answer


def wait(fault: Fault) -> None:
    """Keeps the client waiting; the work is done before or after, by the kind."""
    time.sleep(fault.seconds)


WORDS = {
    "secondary_limit": (
        403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    ),
    "primary_limit": (403, "API rate limit exceeded for installation."),
    "too_many_requests": (429, "Too many requests."),
    "issues_disabled": (410, "Issues are disabled for this repo"),
    "archived": (403, "Repository was archived so is read-only."),
    "graph_refused": (403, "Resource not accessible by integration"),
    # Servers of some years ago: no such address.
    "no_parts": (404, "Not Found"),
}  # fmt: skip


def _limit_headers(fault: Fault) -> dict[str, str]:
    headers = (
        {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    )
    return headers | (
        {"X-RateLimit-Remaining": "0"} if fault.kind == "primary_limit" else {}
    )
