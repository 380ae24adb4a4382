"""What each kind of event makes us read again, by its name."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from integrations.github import comments, evidence, labels, releases, repositories
from integrations.github.client import Client
from integrations.github.progress import reading
from integrations.github.refresh import refresh
from integrations.models import MirrorLink, Repository

Payload = dict[str, Any]


def _issue(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    number = _part(payload, "issue").get("number")
    if isinstance(number, int):
        named = Q(number=number) | Q(parts__number=number)
        _refresh_all(client, _links(home).filter(named).distinct(), at)


def _pull(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    """The needs a pull request speaks of, or spoke of before it was edited."""
    pull = _part(payload, "pull_request")
    said = f"{pull.get('title') or ''}\n{pull.get('body') or ''}"
    named = evidence.closes(said, home)
    wanted = Q(number__in=named) | Q(parts__number__in=named)
    if isinstance(pull.get("number"), int):
        known = pull["number"]
        wanted |= Q(pull_number=known) | Q(pieces__pull_number=known)
        wanted |= Q(pulls__number=known, pulls__home=home.full_name)
    _refresh_all(client, _links(home).filter(wanted).distinct(), at)


def _reviewed(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    number = _part(payload, "pull_request").get("number")
    if isinstance(number, int):
        reading.read(client, _links(home).filter(pulls__number=number), at)


def _tested(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    """Such an event often names no pull request: all that are open are read, at once."""
    reading.read(client, reading.under_way(home).select_related("repository"), at)


def _divided(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    number = _part(payload, "parent_issue").get("number")
    if isinstance(number, int):
        reading.read(client, _links(home).filter(number=number), at)


def _release(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    tag = _part(payload, "release").get("tag_name")
    if not isinstance(tag, str) or not tag:
        return
    releases.follow(client, home, tag, at)


def _comment(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    told, number = _part(payload, "comment"), _part(payload, "issue").get("number")
    if isinstance(told.get("id"), int) and isinstance(number, int):
        comments.follow(client, home, told["id"], number, at)


def _labels(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    if home.labels.exists():
        labels.follow(client, home)


def _renamed(client: Client, home: Repository, payload: Payload, at: datetime) -> None:
    repositories.refresh(home, client)


def _links(home: Repository) -> QuerySet[MirrorLink]:
    return MirrorLink.objects.filter(repository=home).select_related("repository")


def _refresh_all(client: Client, links: Iterable[MirrorLink], at: datetime) -> None:
    for link in links:
        refresh(client, link, at)


def _part(payload: Payload, name: str) -> Payload:
    part = payload.get(name)
    return part if isinstance(part, dict) else {}


FOLLOWED: dict[str, Callable[[Client, Repository, Payload, datetime], None]] = {
    "issues": _issue,
    "pull_request": _pull,
    "release": _release,
    "repository": _renamed,
    "issue_comment": _comment,
    "label": _labels,
    "pull_request_review": _reviewed,
    "check_suite": _tested,
    "status": _tested,
    "sub_issues": _divided,
}
