"""GitHub's API, as little of it as we need. The only module that knows PyGithub.

PyGithub's own retry repeats POSTs, and a POST whose answer was lost has been obeyed:
one issue would become many. Only GETs are retried here; the outbox does the waiting.
Everything is addressed by the repository's *id*: after a rename, a write by name is
redirected, raises nothing and does nothing.
"""

import functools
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
from django.conf import settings
from github import Auth, Github, GithubException  # noqa: TID251 - here alone
from urllib3.util import Retry

from integrations.fates import Misconfigured
from integrations.github import verdicts
from integrations.github.app_key import private_key
from integrations.github.calls.code import CodeCalls
from integrations.github.calls.comments import CommentCalls
from integrations.github.calls.graph import GraphCalls
from integrations.github.calls.issues import IssueCalls
from integrations.github.calls.labels import LabelCalls
from integrations.github.calls.wire import PER_PAGE, next_query
from integrations.github.errors import Denied, Missing, Rejected, Unclear, Unsupported
from integrations.github.progress.singly import ProgressCalls
from integrations.github.records import Json, Me

API_VERSION = "2022-11-28"  # the next one has no merge_commit_sha
READS_ONLY = Retry(
    total=2,
    other=0,
    redirect=0,
    backoff_factor=0.2,  # seconds, doubled
    allowed_methods={"GET"},
    status_forcelist=[500, 502, 503, 504],
    respect_retry_after_header=False,  # a worker does not sleep inside a call
    raise_on_status=False,
)
MOST_SEEN = 20  # lists kept to ask “anything new?” about
NO_GRAPH = 3600.0  # seconds before GraphQL is tried again where it was refused
_kept = threading.local()

Seen = tuple[dict[str, str], Any]


class Client(
    IssueCalls, LabelCalls, CommentCalls, CodeCalls, GraphCalls, ProgressCalls
):
    """One connection to GitHub; build it with ``connect``."""

    def __init__(self, github: Github, *, app: Github | None = None) -> None:
        self._github, self._app = github, app
        self._seen: dict[str, Seen] = {}
        self._no_graph_until = 0.0

    @functools.cached_property
    def me(self) -> Me:
        """Who writes for us, so that we believe only our own markers."""
        if self._app is None:
            return Me(user_id=int(self.get("/user")["id"]))
        app = self.ask_as_app("GET", "/app")
        return Me(app_id=int(app["id"]), bot=f"{app['slug']}[bot]")

    def ask(
        self, verb: str, path: str, query: Any = None, fields: Any = None
    ) -> tuple[dict[str, str], Any]:
        with _own_errors():
            if verb == "GET":
                return self._asked_again(path, query)
            return self._github.requester.requestJsonAndCheck(
                verb, path, parameters=query, input=fields
            )

    def _asked_again(self, path: str, query: Any) -> Seen:
        """A read with the mark of the last answer: "not modified" costs nothing of
        GitHub's limit, and its body is the one we have."""
        asked = f"{path}?{query}"
        known = self._seen.get(asked)
        headers = {"If-None-Match": known[0]["etag"]} if known else None
        answer: Seen = self._github.requester.requestJsonAndCheck(
            "GET", path, parameters=query, headers=headers
        )
        if known and answer[1] is None:
            return known
        if answer[0].get("etag") and isinstance(answer[1], list):
            self._seen[asked] = answer
            while len(self._seen) > MOST_SEEN:
                del self._seen[next(iter(self._seen))]
        return answer

    def ask_if_new(self, path: str, etag: str) -> Seen | None:
        """Nothing is kept here: whoever holds the mark holds the answer."""
        headers = {"If-None-Match": etag} if etag else None
        with _own_errors():
            answer: Seen = self._github.requester.requestJsonAndCheck(
                "GET", path, headers=headers
            )
        return None if etag and answer[1] is None else answer

    def ask_graph(self, text: str, variables: Json) -> tuple[Json, list[Json]]:
        """A question is a read, sent as a POST; an error may come with status 200."""
        if self._no_graph_until > time.monotonic():
            raise Unsupported("GraphQL was refused a while ago.")
        fields = {"query": text, "variables": variables}
        try:
            headers, told = self.ask(
                "POST", self._github.requester.graphql_url, None, fields
            )
            verdicts.check_graph(told, headers, time.time())
        except (Denied, Missing, Rejected) as refused:
            self._no_graph_until = time.monotonic() + NO_GRAPH
            raise Unsupported(f"GraphQL is refused: {refused}") from refused
        return told["data"], list(told.get("errors") or [])

    def ask_as_app(self, verb: str, path: str, query: Any = None) -> Any:
        """What only the App itself may ask, with its signed token; ``None`` where
        there is no App."""
        if self._app is None:
            return None
        with _own_errors():
            return self._app.requester.requestJsonAndCheck(verb, path, query)[1]

    def pages_as_app(self, path: str, most: int) -> Iterator[Json]:
        """Rows of at most ``most`` pages of a list that only the App may read."""
        query = f"per_page={PER_PAGE}"
        while self._app is not None and query and most > 0:
            with _own_errors():
                headers, rows = self._app.requester.requestJsonAndCheck(
                    "GET", f"{path}?{query}"
                )
            yield from rows or []
            query, most = next_query(headers), most - 1


@contextmanager
def _own_errors() -> Iterator[None]:
    try:
        yield
    except GithubException as error:
        raise _verdict(error) from error
    except (requests.RequestException, json.JSONDecodeError, OSError) as error:
        problem = f"No usable answer from GitHub ({type(error).__name__})."
        raise Unclear(problem, for_all=True) from error
    except (AssertionError, RuntimeError) as error:
        raise Unclear("GitHub answered from another address than asked.") from error


def _verdict(error: GithubException) -> Exception:
    headers = {k.lower(): str(v) for k, v in (error.headers or {}).items()}
    data = error.data if isinstance(error.data, dict) else {}
    message = str(data.get("message") or error.message or "")[:200]
    return verdicts.of_answer(error.status, message, headers, time.time())


def connect() -> Client:
    """The thread's client for the settings, kept from call to call: it holds the
    App's token of the hour and the pause between writes. ``Misconfigured`` when the
    settings do not say enough."""
    key = (os.getpid(), repr(settings.GITHUB))
    if getattr(_kept, "key", None) != key:
        _kept.client, _kept.key = _built(settings.GITHUB), key
    client: Client = _kept.client
    return client


def _built(chosen: dict[str, Any]) -> Client:
    if not all(chosen[k] for k in ("APP_ID", "APP_PRIVATE_KEY", "INSTALLATION_ID")):
        if not chosen["TOKEN"]:
            raise Misconfigured("No GitHub App and no token is set.")
        return Client(_github(chosen, Auth.Token(chosen["TOKEN"])))
    app = Auth.AppAuth(int(chosen["APP_ID"]), private_key(chosen["APP_PRIVATE_KEY"]))
    installed = app.get_installation_auth(int(chosen["INSTALLATION_ID"]))
    return Client(_github(chosen, installed), app=_github(chosen, app))


def _github(chosen: dict[str, Any], auth: Auth.Auth) -> Github:
    return Github(
        auth=auth,
        base_url=chosen["API_URL"],
        timeout=chosen["TIMEOUT"],
        per_page=PER_PAGE,
        retry=READS_ONLY,
        seconds_between_requests=None,
        seconds_between_writes=None,  # all workers share a pause (budget)
        user_agent="passerelle",
        api_version=API_VERSION,
    )


__all__ = ["Client", "Missing", "connect"]
