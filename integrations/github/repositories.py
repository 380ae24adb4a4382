"""Which repository we mirror to, by its id."""

from typing import Any

from django.conf import settings

from integrations.fates import Misconfigured
from integrations.github.client import Client
from integrations.github.errors import Denied
from integrations.models import Repository


def chosen() -> Repository:
    """The repository of the settings; its row is made when it is new."""
    full_name = settings.GITHUB["REPOSITORY"]
    if not full_name:
        raise Misconfigured("No GitHub repository is set.")
    known = Repository.objects.filter(full_name__iexact=full_name).first()
    return known or Repository.objects.get_or_create(full_name=full_name)[0]


def located(repository: Repository, client: Client) -> int:
    """The remote id, asked once and kept: names change, ids do not."""
    if repository.remote_id is None:
        _learn(repository, client)
    if repository.remote_id is None:
        raise Misconfigured("The repository was not found.")
    return repository.remote_id


def refresh(repository: Repository, client: Client) -> None:
    """Take over a new name after a rename; the id stays."""
    if repository.remote_id is None:
        _learn(repository, client)
        return
    remote = client.repository_by_id(repository.remote_id)
    _save(repository, {"full_name": remote.full_name, "html_url": remote.html_url})


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


def _learn(repository: Repository, client: Client) -> None:
    remote = client.repository(repository.full_name)
    if not remote.writable:
        raise Denied("The repository is archived or has no issues.")
    _save(repository, {"remote_id": remote.id, "html_url": remote.html_url})


def _save(repository: Repository, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(repository, name, value)
    repository.save(update_fields=list(fields))
