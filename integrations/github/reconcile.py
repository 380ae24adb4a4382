"""The source of truth is a look of our own: webhooks get lost and nobody resends them.

A short look every ten minutes at what changed; once a day a look at every linked
issue, which finds the deleted and the moved that no list shows. How far pull requests
are is asked at every look: reviews and tests change no issue.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from governance.releases.models import Release
from integrations.fates import Fate
from integrations.github import (
    budget,
    comments,
    news,
    redelivery,
    releases,
    repositories,
    sweep,
)
from integrations.github.client import Client, connect
from integrations.github.errors import Limited
from integrations.github.progress import reading
from integrations.github.progress.standing import Progress
from integrations.github.records import RemoteRelease
from integrations.github.refresh import refresh
from integrations.models import MirrorLink, Repository

EVERY = timedelta(minutes=10)
LATE_WORDS = timedelta(days=1)  # comments older than the first look stay unheard
KNOWN_RELEASES = 10  # recorded ones looked at again for late evidence


def is_due(at: datetime) -> bool:
    """Whether a last look is old. Nothing mirrored: nothing to look at."""
    return bool(settings.GITHUB["REPOSITORY"]) and _due(at).exists()


def _due(at: datetime) -> QuerySet[Repository]:
    linked = MirrorLink.objects.filter(repository=OuterRef("pk"), number__isnull=False)
    never = Q(Exists(linked), polled_at=None)
    return Repository.objects.filter(never | Q(polled_at__lte=at - EVERY))


def poll(at: datetime) -> int:
    """Take over what changed since the last look, in each repository; the needs that
    moved. What a repository refuses does not stop the others."""
    client, moved = connect(), 0
    failures: list[Fate] = []
    try:
        for repository in _due(at):
            last = repository.polled_at
            same_day = last and timezone.localdate(last) == timezone.localdate(at)
            try:
                moved += look(client, repository, at, every=not same_day)
            except Limited:
                raise
            except Fate as fate:
                failures.append(fate)
    except Limited as limit:
        budget.pause(at, limit.after)
        raise
    redelivery.ask_due(client, at)
    for fate in failures:
        raise fate
    return moved


def look(client: Client, repository: Repository, at: datetime, *, every: bool) -> int:
    """Refresh the links that changed (or look for ``every`` one), hear comments, then
    take the releases. A row that fails does not stop the others; the first failure is
    raised at the end."""
    repositories.refresh(repository, client)
    visits = sweep.to_visit if every else _changed
    changed = visits(client, repository, at)
    known = _asked(client, changed)
    again = partial(refresh, client, at=at, known=known)
    moved, failures = _each([partial(again, link=link) for link in changed])
    _told, blind = _each([partial(_progress, client, repository, changed, at, known)])
    since = news.cursor(repository) or at - LATE_WORDS
    _heard, deaf = _each([partial(comments.poll, client, repository, since, at)])
    fresh = _to_apply(client, repository, at)
    out = [partial(releases.apply, client, repository, one, at) for one in fresh]
    delivered, more = _each(out)
    for fate in [*failures, *blind, *deaf, *more]:
        raise fate
    _note(repository, at, every=every, mended=moved)
    return moved + delivered


def _asked(client: Client, links: list[MirrorLink]) -> dict[str, Progress]:
    """How far the work on all of them is; what is refused is said when it is read."""
    try:
        return reading.told(client, [link.node_id for link in links])
    except Limited:
        raise
    except Fate:
        return {}


def _progress(
    client: Client,
    repository: Repository,
    changed: list[MirrorLink],
    at: datetime,
    known: dict[str, Progress],
) -> int:
    """How far the work is: of what changed, and of what changes in silence."""
    there = MirrorLink.objects.exclude(state=MirrorLink.State.GONE)
    found = there.filter(pk__in=[link.pk for link in changed])
    links = found | reading.under_way(repository)
    return reading.read(client, links.select_related("repository"), at, known)


def _note(repository: Repository, at: datetime, *, every: bool, mended: int) -> None:
    fields: dict[str, object] = {"polled_at": at}
    if every:
        count = len(sweep.linked(repository))
        fields |= {"swept_at": at, "swept": count, "mended": mended}
    Repository.objects.filter(pk=repository.pk).update(**fields)


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
    for link in sweep.linked(repository):
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


def _changed(client: Client, repository: Repository, at: datetime) -> list[MirrorLink]:
    heard, parts = news.of(client, repository), news.parts_of(repository)
    return [link for link in sweep.linked(repository) if heard.touches(link, parts)]


def _to_apply(
    client: Client, repository: Repository, at: datetime
) -> list[RemoteRelease]:
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
    public = [one for one in client.releases(repository.remote_id) if not one.draft]
    releases.note_gone(repository, {one.tag for one in public}, at)
    listed = [remote for remote in public if _is_after(remote, first)]
    fresh = [remote for remote in listed if remote.tag not in known]
    late = [remote for remote in listed if remote.tag in known][:KNOWN_RELEASES]
    chosen = fresh + (late if releases.built(repository).exists() else [])
    return sorted(chosen, key=lambda remote: remote.published_at or first)


def _is_after(remote: RemoteRelease, first: datetime) -> bool:
    return remote.published_at is not None and remote.published_at >= first
