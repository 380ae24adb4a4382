"""A GitHub in memory, below our client: fast, unkind on order, honest about what it
holds. It stands where PyGithub's requester stands, so that the client is under test.

Unkindness is drawn from the seed: a fault before or after the deed, a worker that is
killed once the deed is done, another worker that acts while the first one waits.
"""

import itertools
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from github import GithubException

from integrations.github.client import Client

HOME = "https://github.test/carnet-commun/carnet"
ISSUE = re.compile(r"/repositories/\d+/issues/(\d+)$")
LABELS = re.compile(r"/repositories/\d+/issues/(\d+)/labels$")
PARTS = re.compile(r"/repositories/\d+/issues/(\d+)/sub_issues$")
HISTORY = re.compile(r"/repositories/\d+/issues/(\d+)/(timeline|events)$")
US, THEM = {"id": 12, "login": "passerelle-bot"}, {"id": 14, "login": "priya"}
BEFORE, AFTER = "before", "after"


class Killed(BaseException):
    """kill -9: nothing in the worker gets to clean up."""


class Forge:
    """Issues by number, each as GitHub's JSON. ``now`` is set by the test."""

    graphql_url = "https://github.test/graphql"

    def __init__(self, seed: int, now: datetime) -> None:
        self.dice = random.Random(seed)
        self.now = now
        self.issues: dict[int, dict[str, Any]] = {}
        self.labels: dict[str, int] = {}
        self.parts: dict[int, list[int]] = {}
        self.created: list[datetime] = []
        self.faults = self.kills = 0.0
        self.lag = timedelta(0)  # how far lists are behind
        self.meanwhile: Callable[[], None] = lambda: None
        self._numbers = itertools.count(1)

    def client(self) -> Client:
        return Client(type("Github", (), {"requester": self})())  # type: ignore[arg-type]

    # What stands in for PyGithub's requester.

    def requestJsonAndCheck(
        self, verb: str, path: str, parameters: Any = None, headers: Any = None,
        input: Any = None,
    ) -> tuple[dict[str, str], Any]:  # fmt: skip
        fault = self._drawn()
        if fault == BEFORE:
            raise self._failure(verb)
        answer = self._done(verb, path, parameters or {}, input or {})
        if verb == "POST" and self.dice.random() < self.kills:
            raise Killed
        self.meanwhile()
        if fault == AFTER:
            raise self._failure(verb)
        return {}, answer

    def _drawn(self) -> str:
        if self.dice.random() >= self.faults:
            return ""
        return BEFORE if self.dice.random() < 0.5 else AFTER

    def _failure(self, verb: str) -> Exception:
        kinds: list[Exception] = [
            GithubException(502, {"message": "Unicorn"}, {}),
            requests.ConnectionError("reset"),
            requests.ReadTimeout("slow"),
        ]
        return self.dice.choice(kinds)

    def _done(self, verb: str, path: str, query: Any, fields: Any) -> Any:
        if found := LABELS.match(path):
            self.issues[int(found[1])]["labels"].append(
                self._label(fields["labels"][0])
            )
            return []
        if found := ISSUE.match(path):
            return self._one(verb, self.issues[int(found[1])], fields)
        if HISTORY.match(path):
            return []
        if found := PARTS.match(path):
            return self._parts(verb, int(found[1]), fields)
        if path == self.graphql_url:
            return {
                "data": {"nodes": [self._node(of) for of in fields["variables"]["ids"]]}
            }
        if path == "/user":
            return US
        if re.fullmatch(r"/repositories/\d+", path):
            return {"id": 1, "full_name": "carnet-commun/carnet", "html_url": HOME}
        if path.endswith("/labels"):
            return self._labels(verb, fields)
        if path.endswith("/issues"):
            return self.make(fields) if verb == "POST" else self._listed(query)
        raise GithubException(404, {"message": "Not Found"}, {})

    def _parts(self, verb: str, above: int, fields: Any) -> Any:
        under = self.parts.setdefault(above, [])
        if verb == "GET":
            return [dict(self.issues[number]) for number in under]
        number = fields["sub_issue_id"] - 9000
        if any(number in rows for rows in self.parts.values()):
            raise GithubException(422, {"message": "Only one parent"}, {})
        self.created.append(self.now)
        under.append(number)
        return dict(self.issues[above])

    def _labels(self, verb: str, fields: Any) -> Any:
        if verb == "GET":
            return [{"name": name, "id": of} for name, of in self.labels.items()]
        if fields["name"] in self.labels:
            raise GithubException(422, {"message": "Validation Failed"}, {})
        self.created.append(self.now)
        return self._label(fields["name"])

    def _label(self, name: str) -> dict[str, Any]:
        of = self.labels.setdefault(name, 100 + len(self.labels))
        return {"name": name, "id": of}

    def make(self, fields: Any, by: Any = US) -> dict[str, Any]:
        number = next(self._numbers)
        self.created.append(self.now)
        self.issues[number] = {
            "id": 9000 + number, "number": number, "node_id": f"I{number}", "user": by, "state": "open",
            "html_url": f"{HOME}/issues/{number}", "state_reason": None,
            "title": fields["title"], "body": fields["body"], "assignees": [],
            "labels": [self._label(name) for name in fields.get("labels", [])],
            "created_at": self._stamp(), "updated_at": self._stamp(),
        }  # fmt: skip
        return dict(self.issues[number])

    def _one(self, verb: str, issue: dict[str, Any], fields: Any) -> Any:
        if verb == "PATCH":
            issue |= fields | {"updated_at": self._stamp()}
        return dict(issue)

    def _listed(self, query: Any) -> list[dict[str, Any]]:
        seen = self.now - self.lag
        return [
            dict(row)
            for row in self.issues.values()
            if row["updated_at"] >= query["since"]
            and datetime.fromisoformat(row["created_at"]) <= seen
        ]

    def _node(self, of: str) -> dict[str, Any]:
        empty: dict[str, Any] = {"nodes": []}
        told = {"closedByPullRequestsReferences": empty, "subIssues": empty}
        return {"id": of, "number": int(of[1:])} | told

    def _stamp(self) -> str:
        return self.now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
