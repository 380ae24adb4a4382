"""The nightly look at every linked issue, mostly by reading lists.

A list of a hundred issues is one request, and a free one when nothing changed. Visited
one by one are those that changed, those that no list shows any more (deleted, moved),
those never read, and those that a changed pull request names.
"""

from collections.abc import Iterable
from datetime import datetime

from integrations.github import listing, once
from integrations.github.client import Client
from integrations.github.listing import Row
from integrations.models import MirrorLink, Repository

State = MirrorLink.State


def to_visit(client: Client, repository: Repository, at: datetime) -> list[MirrorLink]:
    """The links to read again. The others were seen in the list as we know them;
    second issues for one need are closed on the way."""
    links = linked(repository)
    if not links:
        return []
    since = min(link.created_remotely_at or at for link in links)
    rows = list(listing.listed(client, repository, since))
    there = {row.number: row for row in rows if row.closes is None}
    _close_doubles(client, links, there.values(), at)
    named = _named_by_pulls(rows, repository.swept_at or since)
    seen = {link.pk for link in links if _is_same(link, there, named)}
    MirrorLink.objects.filter(pk__in=seen).update(checked_at=at)
    return [link for link in links if link.pk not in seen]


def linked(repository: Repository) -> list[MirrorLink]:
    links = MirrorLink.objects.filter(repository=repository, number__isnull=False)
    related = links.select_related("repository", "proposal")
    return list(related.order_by("number"))


def _is_same(link: MirrorLink, there: dict[int, Row], named: set[int]) -> bool:
    issue = there.get(link.number or 0)
    return (
        issue is not None
        and link.checked_at is not None
        and issue.updated_at == link.remote_updated_at
        and issue.state == link.state
        and link.number not in named
    )


def _named_by_pulls(rows: Iterable[Row], since: datetime) -> set[int]:
    """What the pull requests changed since the last night say they close."""
    fresh = [row for row in rows if row.closes and row.updated_at >= since]
    return {number for row in fresh for number in row.closes or ()}


def _close_doubles(
    client: Client, links: list[MirrorLink], there: Iterable[Row], at: datetime
) -> None:
    """An issue of ours with the marker of a need that has another issue."""
    by_marker = {link.marker: link for link in links}
    for row in there:
        link = by_marker.get(row.marker) if row.marker else None
        if link and link.number != row.number and row.state == "open":
            once.close_duplicate(client, link, row.number, at)
