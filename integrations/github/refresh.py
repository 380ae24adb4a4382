"""Read one issue again and take over what it says. Events and sweeps both end here:
what an event claims is never applied, only what GitHub answers when asked."""

from datetime import datetime
from typing import Any

from integrations.github import evidence, links, pieces_read, repositories
from integrations.github.client import Client
from integrations.github.errors import Gone, Missing
from integrations.github.progress import reading
from integrations.github.progress.standing import Progress
from integrations.github.records import Issue, Json
from integrations.models import MirrorLink, Repository

Trouble = MirrorLink.Trouble
CONVERTED = "converted_to_discussion"  # no webhook tells it


def refresh(
    client: Client,
    link: MirrorLink,
    at: datetime,
    *,
    known: dict[str, Progress] | None = None,
) -> str:
    """The step the need took because of it (``gone`` when the issue is), or nothing.
    Whoever reads many links asks one question for all: ``known`` is its answer, and how
    far the work is stays to be written down."""
    assert link.number is not None
    repository_id = repositories.located(link.repository, client)
    try:
        issue = client.issue(repository_id, link.number)
    except Missing as missing:
        return _lost(client, repository_id, link, missing, at)
    if _moved_away(client, link, issue):
        return _moved(client, link, issue, at)
    history = list(client.timeline(repository_id, link.number))
    if is_converted(history):
        links.mark_gone(link, Trouble.DISCUSSION, at)
        return "gone"
    alone = known is None
    known = reading.told(client, [issue.node_id]) if known is None else known
    tied = reading.tied(known.get(issue.node_id), link.repository)
    found = evidence.gather(
        client, repository_id, link.repository, link.number, history, tied
    )
    pieces_read.read(client, link)
    links.note_reading(link, issue, at)
    step = links.apply_state(link, issue, found, at)
    if alone:
        link.refresh_from_db(fields=["pull_number", "node_id"])
        reading.read(client, [link], at, known)
    return step


def is_converted(history: list[Json]) -> bool:
    return any(row.get("event") == CONVERTED for row in history)


def _lost(
    client: Client, repository_id: int, link: MirrorLink, why: Missing, at: datetime
) -> str:
    """Deleted, or out of our sight: GitHub says 410 for the first, 404 for either.
    What became a discussion still tells its events."""
    assert link.number is not None
    try:
        converted = is_converted(list(client.events(repository_id, link.number)))
    except Missing:
        converted = False
    lost = Trouble.DELETED if isinstance(why, Gone) else Trouble.MOVED
    links.mark_gone(link, Trouble.DISCUSSION if converted else lost, at)
    return "gone"


def _moved(client: Client, link: MirrorLink, issue: Issue, at: datetime) -> str:
    """To another repository. If that is one of ours, the link follows."""
    home = issue.html_url.rpartition("/issues/")[0]
    other = Repository.objects.filter(html_url__iexact=home).first()
    if other is None:
        links.mark_gone(link, Trouble.MOVED, at, moved_to=issue.html_url)
        return "gone"
    # Labels and milestones stay behind: they are put on anew at the next update.
    left: dict[str, Any] = {"sent_labels": [], "sent_milestone": issue.milestone}
    MirrorLink.objects.filter(pk=link.pk).update(
        repository=other, number=issue.number, html_url=issue.html_url, **left
    )
    return refresh(
        client, MirrorLink.objects.select_related("repository").get(pk=link.pk), at
    )


def _moved_away(client: Client, link: MirrorLink, issue: Issue) -> bool:
    """A transferred issue answers from its new repository. A renamed repository
    looks the same at first, so its name is asked before we believe it."""
    if _is_here(link, issue):
        return False
    repositories.refresh(link.repository, client)
    return not _is_here(link, issue)


def _is_here(link: MirrorLink, issue: Issue) -> bool:
    home = f"{link.repository.html_url}/issues/{link.number}"
    return issue.html_url.lower() == home.lower()
