"""Developers' words for members: a comment that begins with ``/membres`` or
``/members`` appears in the need's discussion. Any other stays on GitHub.

No loops: what we wrote ourselves is never heard, by who sent it, by its number, and by
the marker in it.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from governance import guard
from governance.proposals.actions import outside
from governance.refusals import Refusal
from integrations.github import markers, repositories
from integrations.github.client import Client
from integrations.github.errors import Missing
from integrations.github.records import RemoteComment
from integrations.models import Heard, MirrorLink, Remark, Repository

Fate = Heard.Fate
ADDRESSED = re.compile(r"\A\s*/(membres|members)\b[ \t:,]*(.*)\Z", re.I | re.S)


def hear(client: Client, link: MirrorLink, comment: RemoteComment, at: datetime) -> str:
    """Take one comment as it stands now; its fate here, empty when it is not for
    members or is our own."""
    if _is_ours(client, comment):
        return ""
    addressed = ADDRESSED.match(comment.body)
    known = Heard.objects.filter(remote_id=comment.id).first()
    if known:
        return _heard_again(known, addressed, at)
    return _heard_first(link, comment, addressed, at) if addressed else ""


def follow(
    client: Client, home: Repository, comment_id: int, number: int, at: datetime
) -> None:
    """An event named a comment: read it, or see that it was deleted."""
    link = MirrorLink.objects.filter(repository=home, number=number).first()
    if link is None:
        return
    try:
        comment = client.comment(repositories.located(home, client), comment_id)
    except Missing:
        if known := Heard.objects.filter(remote_id=comment_id).first():
            _heard_again(known, None, at)
        return
    if comment.issue == number:
        hear(client, link, comment, at)


def addressed(client: Client, heard: Heard) -> dict[str, str] | None:
    """The words as they stand over there now, and their language; nothing when they
    were taken back, or speak to members no more."""
    home = heard.link.repository
    try:
        comment = client.comment(repositories.located(home, client), heard.remote_id)
    except Missing:
        return None
    found = ADDRESSED.match(comment.body)
    return _words(found) if found else None


def poll(client: Client, home: Repository, since: datetime, at: datetime) -> int:
    """Comments that no event told us of; the number shown."""
    links = {link.number: link for link in _links(home)}
    shown = 0
    for comment in client.comments_since(repositories.located(home, client), since):
        if link := links.get(comment.issue):
            shown += hear(client, link, comment, at) == Fate.SHOWN
    return shown


def _links(home: Repository) -> Iterator[MirrorLink]:
    links = MirrorLink.objects.filter(repository=home, number__isnull=False)
    yield from links.select_related("repository", "proposal")


def _is_ours(client: Client, comment: RemoteComment) -> bool:
    return (
        client.me.wrote(comment)
        or Remark.objects.filter(remote_id=comment.id).exists()
        or Remark.objects.filter(marker=markers.marked(comment.body)).exists()
    )


@transaction.atomic
def _heard_first(
    link: MirrorLink, comment: RemoteComment, addressed: re.Match[str], at: datetime
) -> str:
    MirrorLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    heard = Heard(
        link=link, remote_id=comment.id, html_url=comment.html_url, at=at, fate=""
    )
    if Heard.objects.filter(remote_id=comment.id).exists():
        return ""
    if not comment.takes_part:
        heard.fate = Fate.STRANGER
        heard.save()
        return heard.fate
    try:
        with transaction.atomic():
            heard.comment = outside.add_outside_word(
                link.proposal, at=at, **_words(addressed)
            )
        heard.fate = Fate.SHOWN
    except guard.PersonalInformation:
        heard.fate = Fate.HELD
    except Refusal:
        heard.fate = Fate.REFUSED
    heard.save()
    return heard.fate


def _heard_again(heard: Heard, addressed: re.Match[str] | None, at: datetime) -> str:
    """Edited or taken back over there: the same happens here."""
    if heard.comment is None:
        return heard.fate
    if addressed is None:
        outside.remove_outside_word(heard.comment, at=at)
        return ""
    try:
        outside.revise_outside_word(heard.comment, at=at, **_words(addressed))
    except guard.PersonalInformation:
        outside.remove_outside_word(heard.comment, at=at)
        Heard.objects.filter(pk=heard.pk).update(fate=Fate.HELD)
    except Refusal:
        return heard.fate
    return heard.fate


def _words(addressed: re.Match[str]) -> dict[str, str]:
    """The word that addresses members also says in which language."""
    language = "fr" if addressed[1].lower() == "membres" else "en"
    return {"text": addressed[2].strip(), "language": language}
