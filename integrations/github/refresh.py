"""Read one issue again and take over what it says. Events and sweeps both end here:
what an event claims is never applied, only what GitHub answers when asked."""

from datetime import datetime

from integrations.github import evidence, links, repositories
from integrations.github.client import Client
from integrations.github.errors import Missing
from integrations.github.records import Issue
from integrations.models import MirrorLink


def refresh(client: Client, link: MirrorLink, at: datetime) -> str:
    """The step the need took because of it (``gone`` when the issue is), or nothing."""
    assert link.number is not None
    repository_id = repositories.located(link.repository, client)
    try:
        issue = client.issue(repository_id, link.number)
    except Missing:
        issue = None
    if issue is None or _moved_away(client, link, issue):
        links.mark_gone(link)
        return "gone"
    found = evidence.gather(client, repository_id, link.repository, link.number)
    return links.apply_state(link, issue, found, at)


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
