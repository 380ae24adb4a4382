"""Is everything there for the mirror to work? Asked of GitHub now, told in sentences.

Nothing secret is in a sentence, and nothing is written to GitHub.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from integrations.fates import Fate, Misconfigured
from integrations.github.client import Client, connect
from integrations.github.errors import Denied, Limited, Missing
from integrations.github.records import RemoteRepository
from integrations.models import InboundEvent, Repository


@dataclass(frozen=True)
class Finding:
    """``good`` is false when a person must mend it."""

    good: bool
    sentence: str


def findings(repository: Repository) -> list[Finding]:
    """What works and what is missing, in the order in which to mend it."""
    try:
        client = connect()
        remote = _remote(client, repository)
    except Fate as fate:
        return [Finding(False, _why(fate, repository)), *_of_webhooks()]
    return [
        Finding(
            True, _("The repository answers: %(name)s.") % {"name": remote.full_name}
        ),
        *_of_repository(remote),
        _of_writing(client, remote),
        _of_labels(client, remote, repository),
        *_of_reading(client),
        *_of_webhooks(),
    ]


def _remote(client: Client, repository: Repository) -> RemoteRepository:
    if repository.remote_id is not None:
        return client.repository_by_id(repository.remote_id)
    return client.repository(repository.full_name)


def _why(fate: Fate, repository: Repository) -> str:
    name = {"name": repository.full_name}
    if isinstance(fate, Missing):
        said = _("%(name)s was not found: check the name, or install the App there.")
        return said % name
    if isinstance(fate, Denied):
        return _("GitHub refuses our key: it may have ended, or been taken back.")
    if isinstance(fate, Misconfigured):
        return _("No key is set: set the App’s key, or a token for a trial.")
    if isinstance(fate, Limited):
        return _("GitHub asks us to wait. Try again later.")
    return _("GitHub does not answer. Check the address, or try again later.")


def _of_repository(remote: RemoteRepository) -> list[Finding]:
    if remote.archived:
        return [
            Finding(False, _("The repository is archived: nothing can be written."))
        ]
    if not remote.has_issues:
        return [Finding(False, _("Issues are switched off in the repository."))]
    return [Finding(True, _("The repository takes issues."))]


def _of_labels(
    client: Client, remote: RemoteRepository, repository: Repository
) -> Finding:
    """In which language we write there, and which labels are ours."""
    prefix = repository.label_prefix
    try:
        names = [label.name.lower() for label in client.labels(remote.id)]
    except Fate:
        return Finding(False, _("The labels of the repository cannot be read."))
    ours = sum(name.startswith(prefix.lower()) for name in names)
    words = ngettext(
        "We write there in %(language)s. %(n)s label begins with “%(prefix)s”.",
        "We write there in %(language)s. %(n)s labels begin with “%(prefix)s”.",
        ours,
    )
    language = _("French") if repository.language == "fr" else _("English")
    return Finding(True, words % {"language": language, "n": ours, "prefix": prefix})


def _of_writing(client: Client, remote: RemoteRepository) -> Finding:
    may = _issues_right(client)
    if may is None:
        may = bool(remote.may_write)
        good = _("The token may write in the repository.")
        bad = _("The token may not write in the repository.")
    else:
        good, bad = _("The App may write issues."), _("The App may not write issues.")
    return Finding(may, good if may else bad)


def _of_reading(client: Client) -> list[Finding]:
    """What the App may not read, each with what is lost by it; nothing for a token."""
    rights = _rights(client)
    if rights is None:
        return []
    needed = {
        "pull_requests": _("The App may not read pull requests."),
        "contents": _("The App may not read the code: releases prove nothing."),
        "checks": _("The App may not read checks: automatic tests stay unknown."),
        "statuses": _("The App may not read statuses: some tests stay unknown."),
    }
    lacks = [said for right, said in needed.items() if right not in rights]
    return [Finding(False, said) for said in lacks]


def _issues_right(client: Client) -> bool | None:
    rights = _rights(client)
    return None if rights is None else rights.get("issues") == "write"


def _rights(client: Client) -> dict[str, Any] | None:
    """What the App's installation says; ``None`` for a token."""
    number = settings.GITHUB["INSTALLATION_ID"]
    try:
        told: Any = client.ask_as_app("GET", f"/app/installations/{number}")
    except Fate:
        return {}
    return None if told is None else dict(told.get("permissions") or {})


def _of_webhooks() -> list[Finding]:
    if not settings.GITHUB["WEBHOOK_SECRETS"]:
        said = _("No webhook secret is set: news arrives only every ten minutes.")
        return [Finding(False, said)]
    if InboundEvent.objects.exists():
        return [Finding(True, _("Webhooks arrive."))]
    return [Finding(False, _("No webhook has arrived yet: send a ping from GitHub."))]
