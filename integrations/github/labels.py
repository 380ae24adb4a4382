"""Labels of ours: made once, known by their id, put on and taken off one by one.

Everything a label says begins with our prefix; the others belong to the developers,
and so does a label of ours that they took off.
"""

from collections.abc import Iterable
from datetime import datetime

from integrations.github import budget
from integrations.github.client import Client
from integrations.github.errors import Rejected
from integrations.github.marks import Mark
from integrations.github.records import Issue
from integrations.github.shelves import RemoteLabel
from integrations.models import Label, MirrorLink, Piece, Repository

DESCRIPTION_MAX = 100  # characters; GitHub's limit


def known(
    client: Client, repository: Repository, marks: Iterable[Mark], at: datetime
) -> dict[str, str]:
    """Key → name on GitHub, of labels that exist. What we never met is looked for
    by name, once, and made when it is not there: then an issue costs one write."""
    asked = list(marks)
    names = _stored(repository, asked)
    missing = [mark for mark in asked if mark.key not in names]
    if missing:
        there = {one.name.lower(): one for one in _listed(client, repository)}
        found = {m: there[m.name.lower()] for m in missing if m.name.lower() in there}
        names |= _keep(repository, found)
        for mark in missing:
            if mark not in found:
                made = _made(client, repository, mark, at)
                names |= _keep(repository, {mark: made})
    return {mark.key: names[mark.key] for mark in asked}


def follow(client: Client, repository: Repository) -> None:
    """Somebody renamed or deleted labels: names by id again, the lost forgotten."""
    there = {one.id: one.name for one in _listed(client, repository)}
    for label in repository.labels.all():
        if label.remote_id not in there:
            label.delete()
        elif label.name != there[label.remote_id]:
            label.name = there[label.remote_id]
            label.save(update_fields=["name"])


def apply(
    client: Client,
    link: MirrorLink | Piece,
    issue: Issue,
    marks: list[Mark],
    at: datetime,
) -> None:
    """Add what is new of ours, take off what no longer holds. What we put on before
    and is not there now was taken off by people: it stays off."""
    repository, number = link.repository, link.number
    assert repository.remote_id is not None
    assert number is not None
    names = known(client, repository, marks, at)
    wanted, sent = set(names), set(link.sent_labels)
    for key in sorted(wanted - sent):
        budget.spend(at, link.home, creates=False)
        client.add_label(repository.remote_id, number, names[key])
        _remember(link, [*link.sent_labels, key])
    if wanted == sent:
        return
    for label in repository.labels.filter(key__in=sent - wanted):
        if label.remote_id in issue.labels:
            budget.spend(at, link.home, creates=False)
            client.remove_label(repository.remote_id, number, label.name)
    _remember(link, sorted(wanted))


def _stored(repository: Repository, marks: list[Mark]) -> dict[str, str]:
    keys = [mark.key for mark in marks]
    return dict(repository.labels.filter(key__in=keys).values_list("key", "name"))


def _listed(client: Client, repository: Repository) -> list[RemoteLabel]:
    assert repository.remote_id is not None
    return list(client.labels(repository.remote_id))


def _made(
    client: Client, repository: Repository, mark: Mark, at: datetime
) -> RemoteLabel:
    assert repository.remote_id is not None
    budget.spend(at, None, creates=True)
    try:
        return client.create_label(
            repository.remote_id,
            name=mark.name,
            color=mark.color,
            description=mark.description[:DESCRIPTION_MAX],
        )
    except Rejected:  # another worker was first
        for one in _listed(client, repository):
            if one.name.lower() == mark.name.lower():
                return one
        raise


def _keep(repository: Repository, found: dict[Mark, RemoteLabel]) -> dict[str, str]:
    """Their names by key. Two workers may keep the same ones at once."""
    Label.objects.bulk_create(
        [
            Label(
                repository=repository, key=mark.key, remote_id=one.id, name=one.name
            )
            for mark, one in found.items()
        ],
        update_conflicts=True,
        unique_fields=["repository", "key"],
        update_fields=["remote_id", "name"],
    )  # fmt: skip
    return {mark.key: one.name for mark, one in found.items()}


def _remember(link: MirrorLink | Piece, keys: list[str]) -> None:
    link.sent_labels = sorted(set(keys))
    link.row.update(sent_labels=link.sent_labels)
