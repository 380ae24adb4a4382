"""The source of truth is a look of our own: webhooks get lost and nobody resends them.

A short look every ten minutes at what changed; once a day a look at every linked
issue, which finds the deleted and the moved that no list shows.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from governance.releases.models import Release
from integrations.fates import Fate
from integrations.github import releases, repositories
from integrations.github.client import Client, connect
from integrations.github.records import RemoteRelease
from integrations.github.refresh import refresh
from integrations.models import MirrorLink, Repository

EVERY = timedelta(minutes=10)
OVERLAP = timedelta(minutes=1)
KNOWN_RELEASES = 10  # recorded ones looked at again for late evidence


def is_due(at: datetime) -> bool:
    """Whether the last look is old. Nothing mirrored: nothing to look at."""
    watched = MirrorLink.objects.filter(
        number__isnull=False, repository__polled_at=None
    )
    old = Repository.objects.filter(polled_at__lte=at - EVERY)
    return bool(settings.GITHUB["REPOSITORY"]) and (watched.exists() or old.exists())


def poll(at: datetime) -> int:
    """Take over what changed since the last look; the needs that moved."""
    repository = repositories.chosen()
    last = repository.polled_at
    same_day = last and timezone.localdate(last) == timezone.localdate(at)
    return look(connect(), repository, at, every=not same_day)


def look(client: Client, repository: Repository, at: datetime, *, every: bool) -> int:
    """Refresh the links that changed (or ``every`` one), then the releases. A row
    that fails does not stop the others; the first failure is raised at the end."""
    repositories.refresh(repository, client)
    changed = _all(repository) if every else _changed(client, repository)
    links = [partial(refresh, client, link, at) for link in changed]
    moved, failures = _each(links)
    fresh = _to_apply(client, repository)
    news = [partial(releases.apply, client, repository, one, at) for one in fresh]
    delivered, more = _each(news)
    for fate in [*failures, *more]:
        raise fate
    Repository.objects.filter(pk=repository.pk).update(polled_at=at)
    return moved + delivered


def _each(acts: Iterable[Callable[[], int | str]]) -> tuple[int, list[Fate]]:
    """How many acts did something, and what stopped the others."""
    moved, failures = 0, []
    for act in acts:
        try:
            moved += bool(act())
        except Fate as fate:
            failures.append(fate)
    return moved, failures


def plan(client: Client, repository: Repository) -> Iterator[str]:
    """What a look at every link would change, as sentences. Changes nothing."""
    for link in _all(repository):
        assert link.number is not None
        try:
            remote_id = (
                repository.remote_id or client.repository(repository.full_name).id
            )
            issue = client.issue(remote_id, link.number)
        except Fate as fate:
            yield f"#{link.number}: {fate}"
            continue
        if (issue.state, issue.state_reason) != (link.state, link.state_reason):
            yield f"#{link.number}: {link.state} → {issue.state} {issue.state_reason}"


def _all(repository: Repository) -> list[MirrorLink]:
    links = MirrorLink.objects.filter(repository=repository, number__isnull=False)
    return list(links.select_related("repository").order_by("number"))


def _changed(client: Client, repository: Repository) -> list[MirrorLink]:
    assert repository.remote_id is not None
    assert repository.polled_at is not None
    since = repository.polled_at - OVERLAP
    numbers = {
        issue.number for issue in client.issues_since(repository.remote_id, since)
    }
    return [link for link in _all(repository) if link.number in numbers]


def _to_apply(client: Client, repository: Repository) -> list[RemoteRelease]:
    """Oldest first, so that the first release that contains a need delivers it.
    What was published before our first issue is history, not an answer."""
    assert repository.remote_id is not None
    mirrored = MirrorLink.objects.filter(repository=repository)
    first = mirrored.aggregate(first=Min("created_remotely_at"))["first"]
    if first is None:
        return []
    known = set(
        Release.objects.filter(source=repository.full_name).values_list(
            "tag", flat=True
        )
    )
    listed = [r for r in client.releases(repository.remote_id) if _is_after(r, first)]
    fresh = [remote for remote in listed if remote.tag not in known]
    late = [remote for remote in listed if remote.tag in known][:KNOWN_RELEASES]
    chosen = fresh + (late if releases.built(repository).exists() else [])
    return sorted(chosen, key=lambda remote: remote.published_at or first)


def _is_after(remote: RemoteRelease, first: datetime) -> bool:
    return remote.published_at is not None and remote.published_at >= first
