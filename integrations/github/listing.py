"""The list of a repository's issues, page by page, remembered from night to night.

A page that did not change costs a request that GitHub answers "not modified", and
nothing of its limit. Oldest first: then a new issue changes the last page only. Kept
is what the nightly look compares, and no text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from integrations.github import markers
from integrations.github.calls.wire import PER_PAGE, utc
from integrations.github.client import Client
from integrations.github.records import Issue, moment
from integrations.models import ListedPage, Repository

MOST_PAGES = 1000
LONGEST = 200  # characters of a query that is kept


@dataclass(frozen=True)
class Row:
    """An issue as the list shows it. ``marker`` only when we wrote it ourselves."""

    number: int
    updated_at: datetime
    state: str
    marker: UUID | None = None
    is_pull: bool = False


def listed(
    client: Client,
    repository: Repository,
    since: datetime,
    met: list[str],
    *,
    label: str = "",
) -> Iterator[Row]:
    """Every issue and pull request changed since a time, or only those that carry
    ``label``. The pages asked for are added to ``met``."""
    asked = urlencode(
        {
            "state": "all", "since": utc(since), "sort": "created", "direction": "asc",
            "per_page": PER_PAGE, **({"labels": label} if label else {}),
        }
    )  # fmt: skip
    left = MOST_PAGES
    while asked and left:
        page = _page(client, repository, asked)
        yield from map(_row, page.rows)
        met.append(asked)
        asked, left = page.more, left - 1


def forget_others(repository: Repository, met: list[str]) -> None:
    """Pages that are not asked for any more."""
    repository.pages.exclude(asked__in=met).delete()


def row_of(client: Client, issue: Issue) -> Row:
    return _row(_kept(client, issue))


def _page(client: Client, repository: Repository, asked: str) -> ListedPage:
    assert repository.remote_id is not None
    known = repository.pages.filter(asked=asked).first()
    etag = known.etag if known else ""
    fresh = client.issues_page(repository.remote_id, asked, etag)
    if fresh is None:
        assert known is not None
        return known
    facts = {
        "etag": fresh.etag[:100],
        "rows": [_kept(client, issue) for issue in fresh.issues],
        "more": fresh.more,
    }
    full = not fresh.more and len(fresh.issues) == PER_PAGE
    if full or not fresh.etag or max(len(asked), len(fresh.more)) > LONGEST:
        # A full last page stays the same when the next one is begun.
        repository.pages.filter(asked=asked).delete()
        return ListedPage(asked=asked, **facts)
    return ListedPage.objects.update_or_create(
        repository=repository, asked=asked, defaults=facts
    )[0]


def _kept(client: Client, issue: Issue) -> list[object]:
    head: list[object] = [issue.number, issue.updated_at.isoformat(), issue.state]
    if issue.is_pull:
        return [*head, None]
    marker = markers.marked(issue.body)
    return [*head, str(marker) if marker and issue.is_by(client.me) else ""]


def _row(kept: list[Any]) -> Row:
    number, updated_at, state, last = kept
    at = moment(updated_at)
    assert at is not None
    marker = UUID(last) if last and isinstance(last, str) else None
    return Row(number, at, state, marker, is_pull=not isinstance(last, str))
