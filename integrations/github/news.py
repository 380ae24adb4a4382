"""What changed in a repository since the last look: one list, short on most days. Pull
requests are in it, and count for the issues that they say they close."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from integrations.github import evidence
from integrations.github.calls.wire import read as understood
from integrations.github.client import Client
from integrations.github.listing import Row, row_of
from integrations.github.records import issue_of
from integrations.models import MirrorLink, Part, Repository

OVERLAP = timedelta(minutes=1)


@dataclass(frozen=True)
class News:
    """``named`` are the numbers of changed issues, and of those that a changed pull
    request says it closes; ``issues`` the changed issues themselves."""

    named: frozenset[int] = frozenset()
    issues: tuple[Row, ...] = ()

    def touches(self, link: MirrorLink, parts: dict[int, set[int]]) -> bool:
        """Its own issue, or that of one of its parts."""
        own = {link.number} | parts.get(link.pk, set())
        return bool(own & self.named)


def of(client: Client, repository: Repository, first: datetime | None = None) -> News:
    """``first`` is since when to read at the first look of all; without it nothing is
    read then."""
    since = cursor(repository) or first
    if since is None:
        return News()
    assert repository.remote_id is not None
    named: set[int] = set()
    issues: list[Row] = []
    for row in client.changed_since(repository.remote_id, since):
        if row.get("pull_request"):
            named |= evidence.closes(
                f"{row.get('title')}\n{row.get('body')}", repository
            )
        else:
            issues.append(row_of(client, understood(issue_of, row)))
    named |= {row.number for row in issues}
    return News(frozenset(named), tuple(issues))


def cursor(repository: Repository) -> datetime | None:
    """Since when to ask: it stays the same while nothing changes, so that GitHub can
    answer "not modified". Never later than the last look; ``None`` before the first."""
    last = repository.polled_at
    if last is None:
        return None
    today = timezone.localtime(last).replace(hour=0, minute=0, second=0, microsecond=0)
    links = MirrorLink.objects.filter(repository=repository)
    newest = links.aggregate(newest=Max("remote_updated_at"))["newest"]
    return min(max(newest or today, today), last) - OVERLAP


def parts_of(repository: Repository) -> dict[int, set[int]]:
    """The numbers of their parts' issues in this repository, by key of the link."""
    found: dict[int, set[int]] = {}
    rows = Part.objects.filter(link__repository=repository)
    for link, number in rows.values_list("link", "number"):
        found.setdefault(link, set()).add(number)
    return found
