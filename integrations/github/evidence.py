"""By which pull requests and commits an issue was (or is being) answered.

Read from the issue's own timeline when something happens to it; whether a release
contains it is another question (``releases``).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from integrations.github.client import Client
from integrations.github.errors import Missing
from integrations.github.records import Json, Pull, moment
from integrations.models import Repository

# The words by which GitHub ties a pull request to the issue it closes: by its number
# here, by that of a repository, or by its address.
CLOSING = re.compile(
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+"
    r"(?:(?P<home>[\w.-]+/[\w.-]+)?#|(?P<page>https?://[^\s/]+/[\w.-]+/[\w.-]+)/issues/)"
    r"(?P<number>\d{1,9})\b",
    re.IGNORECASE,
)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Named:
    """A commit that the history of an issue names, and when it did."""

    sha: str
    at: datetime | None


@dataclass(frozen=True)
class Evidence:
    """``merged`` are all the pull requests that closed it, ``closed_by`` the commits
    that did, ``named_by`` those that only speak of it. ``sha`` is the commit that brought the change in: the pull request's merge,
    or the commit that closed the issue by itself. Empty while nothing is merged."""

    pull: Pull | None = None
    sha: str = ""
    merged: tuple[Pull, ...] = ()
    closed_by: tuple[Named, ...] = ()
    named_by: tuple[Named, ...] = ()


def closes(text: str, home: Repository) -> set[int]:
    """The numbers of issues of ``home`` that the text of a pull request or commit there
    says it closes. Those of other repositories have numbers too: they are not ours."""
    page = home.html_url or f"https://github.com/{home.full_name}"
    own = {"", home.full_name.lower(), page.lower()}
    return {
        int(found["number"])
        for found in CLOSING.finditer(text)
        if (found["home"] or found["page"] or "").lower() in own
    }


def gather(
    client: Client,
    repository_id: int,
    repository: Repository,
    number: int,
    history: list[Json],
    tied: Iterable[int] = (),
) -> Evidence:
    """The merged pull request that closes issue ``number``, else an open one, else
    the commit that closed it; ``history`` is the issue's timeline, ``tied`` are the pull
    requests that GitHub itself says close it (by hand, in the side bar, too)."""
    tied = set(tied)
    closing = [row for row in history if row.get("event") == "closed"]
    commit = (closing[-1].get("commit_id") or "") if closing else ""
    closers = _commits(history, "closed")
    shas = {named.sha for named in closers}
    pulls = [
        pull
        for pull in _pulls(client, repository_id, {*_named(history, repository), *tied})
        if pull.number in tied
        or number in closes(f"{pull.title}\n{pull.body}", repository)
        or pull.merge_sha in shas
    ]
    pull = _best(pulls)
    return Evidence(
        pull,
        (pull.merge_sha if pull else "") or commit,
        merged=tuple(one for one in pulls if one.merged_at),
        closed_by=closers,
        named_by=_commits(history, "referenced"),
    )


def _commits(history: list[Json], event: str) -> tuple[Named, ...]:
    return tuple(
        Named(str(row["commit_id"]), moment(row.get("created_at")))
        for row in history
        if row.get("event") == event and row.get("commit_id")
    )


def _named(history: list[Json], repository: Repository) -> list[int]:
    """Pull requests of this repository that named the issue. Those of another one
    are left out: whether a release here contains them cannot be known."""
    here = f"/repos/{repository.full_name}".lower()
    found = []
    for row in history:
        source = (row.get("source") or {}).get("issue") or {}
        home = str(source.get("repository_url") or "").lower()
        if source.get("pull_request") and home.endswith(here):
            found.append(int(source["number"]))
    return found


def _pulls(client: Client, repository_id: int, numbers: set[int]) -> Iterable[Pull]:
    for number in sorted(numbers):
        try:
            yield client.pull(repository_id, number)
        except Missing:
            continue


def _best(pulls: list[Pull]) -> Pull | None:
    """The one merged last; while none is merged, the newest that is open."""
    live = [pull for pull in pulls if pull.merged_at or pull.state == "open"]
    return max(
        live, key=lambda pull: (pull.merged_at or LONG_AGO, pull.number), default=None
    )
