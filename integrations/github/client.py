"""GitHub's REST API, as little of it as we need. The only module that knows PyGithub.

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests
from django.conf import settings
from github import Auth, Github, GithubException  # noqa: TID251 - here alone
from urllib3.util import Retry

from integrations.fates import Misconfigured
from integrations.github import records, verdicts
from integrations.github.errors import Missing, Unclear
from integrations.github.records import (
    Issue,
    Json,
    Me,
    Pull,
    RemoteRelease,
    RemoteRepository,
)

API_VERSION = "2022-11-28"  # the next one has no merge_commit_sha
PER_PAGE = 100
MAX_PAGES = 100
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
_kept = threading.local()


class Client:
    """One connection to GitHub; build it with ``connect``."""

    def __init__(self, github: Github, *, app: Github | None = None) -> None:
        self._github, self._app = github, app

    @functools.cached_property
    def me(self) -> Me:
        """Who writes for us, so that we believe only our own markers."""
        if self._app is None:
            return Me(user_id=int(self._get("/user")["id"]))
        with _own_errors():
            _headers, app = self._app.requester.requestJsonAndCheck("GET", "/app")
        return Me(app_id=int(app["id"]), bot=f"{app['slug']}[bot]")

    def repository(self, full_name: str) -> RemoteRepository:
        """By name: once, to learn the id."""
        return records.repository_of(self._get(f"/repos/{full_name}"))

    def repository_by_id(self, repository_id: int) -> RemoteRepository:
        return records.repository_of(self._get(f"/repositories/{repository_id}"))

    def create_issue(
        self, repository_id: int, *, title: str, body: str, labels: list[str]
    ) -> Issue:
        """Raises ``Unclear`` when GitHub may have made the issue all the same."""
        path = f"/repositories/{repository_id}/issues"
        return self._written(
            "POST", path, {"title": title, "body": body, "labels": labels}
        )

    def update_issue(self, repository_id: int, number: int, **fields: str) -> Issue:
        return self._written(
            "PATCH", f"/repositories/{repository_id}/issues/{number}", dict(fields)
        )

    def issue(self, repository_id: int, number: int) -> Issue:
        """``Missing`` when it was deleted or moved out of reach."""
        row = self._get(f"/repositories/{repository_id}/issues/{number}")
        return _read(records.issue_of, row)

    def issues_since(
        self, repository_id: int, since: datetime, *, sort: str = "updated"
    ) -> Iterator[Issue]:
        """Issues of any state changed since a time, newest first, pulls left out."""
        path = f"/repositories/{repository_id}/issues"
        query = {
            "state": "all",
            "since": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "sort": sort,
            "direction": "desc",
        }
        for row in self._pages(path, query):
            issue = _read(records.issue_of, row)
            if not issue.is_pull:
                yield issue

    def timeline(self, repository_id: int, number: int) -> Iterator[Json]:
        return self._pages(
            f"/repositories/{repository_id}/issues/{number}/timeline", {}
        )

    def pull(self, repository_id: int, number: int) -> Pull:
        row = self._get(f"/repositories/{repository_id}/pulls/{number}")
        return _read(records.pull_of, row)

    def releases(self, repository_id: int) -> Iterator[RemoteRelease]:
        """Newest first; drafts are among them where we may see them."""
        for row in self._pages(f"/repositories/{repository_id}/releases", {}):
            yield _read(records.release_of, row)

    def release(self, repository_id: int, tag: str) -> RemoteRelease:
        path = f"/repositories/{repository_id}/releases/tags/{quote(tag, safe='')}"
        return _read(records.release_of, self._get(path))

    def comparison(self, repository_id: int, base: str, head: str) -> str:
        """ahead, behind, identical or diverged: how ``head`` stands to ``base``."""
        span = f"{quote(base, safe='')}...{quote(head, safe='')}"
        path = f"/repositories/{repository_id}/compare/{span}"
        return str(self._get(path, {"per_page": 1})["status"])

    def _get(self, path: str, query: dict[str, Any] | None = None) -> Json:
        _headers, data = self._ask("GET", path, query)
        if not isinstance(data, dict):
            raise Unclear("GitHub's answer has another form than expected.")
        return data

    def _pages(self, path: str, query: dict[str, Any]) -> Iterator[Json]:
        """Every row of a list, page by page, as raw JSON: PyGithub's objects would
        ask again for each row."""
        for page in range(1, MAX_PAGES + 1):
            asked = {**query, "per_page": PER_PAGE, "page": page}
            headers, rows = self._ask("GET", path, asked)
            if not isinstance(rows, list):
                raise Unclear("GitHub's answer is no list.")
            yield from rows
            if 'rel="next"' not in headers.get("link", ""):
                return

    def _written(self, verb: str, path: str, fields: Json) -> Issue:
        """A write is believed only when the answer is the thing we wrote."""
        _headers, data = self._ask(verb, path, None, fields)
        issue = _read(records.issue_of, data)
        if issue.title != fields.get("title", issue.title):
            raise Unclear("GitHub's answer is not what was sent.")
        return issue

    def _ask(
        self, verb: str, path: str, query: Any = None, fields: Json | None = None
    ) -> tuple[dict[str, str], Any]:
        with _own_errors():
            return self._github.requester.requestJsonAndCheck(
                verb, path, parameters=query, input=fields
            )


def _read(reader: Callable[[Json], Any], row: Any) -> Any:
    try:
        return reader(row)
    except (KeyError, TypeError, ValueError) as error:
        raise Unclear("GitHub's answer has another form than expected.") from error


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
        seconds_between_writes=chosen["SECONDS_BETWEEN_WRITES"] or None,
        user_agent="passerelle",
        api_version=API_VERSION,
    )


def private_key(value: str) -> str:
    """The key itself, or the text of the file it names."""
    if "-----BEGIN" in value:
        return value.replace("\\n", "\n")
    try:
        return Path(value).read_text()
    except OSError as error:
        raise Misconfigured(
            "The file of the App's private key is unreadable."
        ) from error


__all__ = ["Client", "Missing", "connect", "private_key"]
