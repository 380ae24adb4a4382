"""Which repository we mirror to, by its id."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db.models import F, Q

from governance.proposals.models import Proposal
from integrations.fates import Misconfigured
from integrations.github.client import Client
from integrations.github.errors import Denied, Missing
from integrations.github.records import RemoteRepository
from integrations.models import Delivery, Repository

Trouble = Repository.Trouble


def chosen(category: str = "") -> Repository:
    """Where needs of a category go: a repository that asks for them, else the one of
    the settings, whose row is made when it is new."""
    known, full_name = expected(category), settings.GITHUB["REPOSITORY"]
    if not known and not full_name:
        raise Misconfigured("No GitHub repository is set.")
    return known or Repository.objects.get_or_create(full_name=full_name)[0]


def expected(category: str) -> Repository | None:
    """The same as far as it is known; changes nothing."""
    usual = Q(full_name__iexact=settings.GITHUB["REPOSITORY"])
    known = list(Repository.objects.filter(~Q(categories=[]) | usual).order_by("pk"))
    for home in known:
        if category in home.categories:
            return home
    full_name = settings.GITHUB["REPOSITORY"].lower()
    return next((r for r in known if r.full_name.lower() == full_name), None)


def of_need(proposal: Proposal) -> Repository | None:
    """Where its issue is, or would be."""
    link = proposal.mirror_links.select_related("repository").first()
    return link.repository if link else expected(proposal.category)


def located(repository: Repository, client: Client) -> int:
    """The remote id, asked once and kept: names change, ids do not."""
    if repository.remote_id is None:
        learn(repository, client)
    if repository.remote_id is None:
        raise Misconfigured("The repository was not found.")
    if repository.trouble:
        raise Denied(f"The repository is out of use: {repository.trouble}.")
    return repository.remote_id


def refresh(repository: Repository, client: Client) -> None:
    """Take over a new name after a rename (the id stays), and whether it can be
    written to at all. What waited for that leaves again."""
    if repository.remote_id is None:
        learn(repository, client)
        return
    try:
        remote = client.repository_by_id(repository.remote_id)
    except (Denied, Missing) as error:
        lost = Trouble.NO_ACCESS if isinstance(error, Denied) else Trouble.OUT_OF_REACH
        _save(repository, {"trouble": lost})
        raise
    was = repository.trouble
    _save(
        repository,
        {
            "full_name": remote.full_name,
            "html_url": remote.html_url,
            "trouble": trouble_of(remote),
        },
    )
    if was and not repository.trouble:
        waiting = Delivery.objects.filter(channel="github", fate="misconfigured")
        again = {"fate": Delivery.Fate.PENDING, "due_at": F("settled_at")}
        waiting.update(**again, settled_at=None)


def refresh_all(client: Client) -> None:
    """What the App may reach has changed: see which repositories answer still."""
    for repository in Repository.objects.filter(remote_id__isnull=False):
        with suppress(Denied, Missing):
            refresh(repository, client)


def trouble_of(remote: RemoteRepository) -> str:
    if remote.archived:
        return Trouble.ARCHIVED
    return "" if remote.has_issues else Trouble.NO_ISSUES


def of_payload(payload: dict[str, Any]) -> Repository | None:
    """The repository of ours that an event speaks of, if it is one of ours."""
    told = payload.get("repository")
    if not isinstance(told, dict) or not isinstance(told.get("id"), int):
        return None
    known = Repository.objects.filter(remote_id=told["id"]).first()
    if known or not isinstance(told.get("full_name"), str):
        return known
    return Repository.objects.filter(
        remote_id=None, full_name__iexact=told["full_name"]
    ).first()


def learn(repository: Repository, client: Client) -> None:
    """By its name, once: the id and whether it can be written to."""
    remote = client.repository(repository.full_name)
    if not remote.writable:
        raise Denied("The repository is archived or has no issues.")
    _save(repository, {"remote_id": remote.id, "html_url": remote.html_url})


def _save(repository: Repository, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(repository, name, value)
    repository.save(update_fields=list(fields) if repository.pk else None)
