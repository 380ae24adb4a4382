"""The nightly look at every linked issue, mostly by reading lists.

A list of a hundred issues is one request, and a free one when nothing changed. Read is
the list of what carries our label: pull requests and issues of others, however many,
cost nothing then. Visited one by one are those that changed, those that the list does
not show (deleted, moved, their label taken off), those never read, and those that a
changed pull request names. Where people took our label off many, the whole list is read.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from integrations.github import listing, marks, news, once
from integrations.github.client import Client
from integrations.github.listing import Row
from integrations.models import MirrorLink, Part, Piece, Repository

State = MirrorLink.State
VISITED = 20  # missing from the list of our label; for more the whole list is cheaper


def to_visit(client: Client, repository: Repository, at: datetime) -> list[MirrorLink]:
    """The links to read again. The others were seen in the list as we know them;
    second issues for one need are closed on the way."""
    links = linked(repository)
    if not links:
        return []
    since = min(link.created_remotely_at or at for link in links)
    there = _there(client, repository, links, since)
    heard = news.of(client, repository, first=since)
    parts = news.parts_of(repository)
    _close_doubles(client, repository, links, [*there.values(), *heard.issues], at)
    moved = _parts_that_moved(repository, there)
    seen = {
        link.pk
        for link in links
        if _is_same(link, there)
        and link.pk not in moved
        and not (repository.polled_at and heard.touches(link, parts))
    }
    MirrorLink.objects.filter(pk__in=seen).update(checked_at=at)
    return [link for link in links if link.pk not in seen]


def linked(repository: Repository) -> list[MirrorLink]:
    links = MirrorLink.objects.filter(repository=repository, number__isnull=False)
    related = links.select_related("repository", "proposal")
    return list(related.order_by("number"))


def _there(
    client: Client, repository: Repository, links: list[MirrorLink], since: datetime
) -> dict[int, Row]:
    """Our issues as the list shows them, by number."""
    label = repository.labels.filter(key=marks.MANDATE.key).first()
    name, met = label.name if label else "", list[str]()
    rows = _by_number(listing.listed(client, repository, since, met, label=name))
    alive = {link.number for link in links if link.state != State.GONE}
    if name and len(alive - rows.keys()) > VISITED:
        rows |= _by_number(listing.listed(client, repository, since, met))
    listing.forget_others(repository, met)
    return rows


def _by_number(rows: Iterable[Row]) -> dict[int, Row]:
    return {row.number: row for row in rows if not row.is_pull}


def _is_same(link: MirrorLink, there: dict[int, Row]) -> bool:
    issue = there.get(link.number or 0)
    return (
        issue is not None
        and link.checked_at is not None
        and issue.updated_at == link.remote_updated_at
        and issue.state == link.state
    )


def _parts_that_moved(repository: Repository, there: dict[int, Row]) -> set[int]:
    """Links (their keys) of which a part was closed or opened again."""
    parts = Part.objects.filter(link__repository=repository, number__in=there)
    known = parts.values_list("link", "number", "is_open")
    return {
        link for link, n, is_open in known if is_open != (there[n].state == State.OPEN)
    }


def _close_doubles(
    client: Client,
    repository: Repository,
    links: list[MirrorLink],
    there: Iterable[Row],
    at: datetime,
) -> None:
    """An issue of ours with the marker of a need, or of a part, that has another."""
    pieces = Piece.objects.filter(repository=repository, number__isnull=False)
    stands: dict[UUID, MirrorLink | Piece] = {link.marker: link for link in links}
    stands |= {p.marker: p for p in pieces.select_related("repository", "link")}
    open_ones = {row.number: row for row in there if row.state == State.OPEN}
    for row in open_ones.values():
        stand = stands.get(row.marker) if row.marker else None
        if stand and stand.number != row.number:
            once.close_duplicate(client, stand, row.number, at)
