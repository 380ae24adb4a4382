"""Read how far links have come and write it down, whole: what is not told any more
is taken away. One question for a hundred links; one by one where that is refused."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from integrations.github.client import Client
from integrations.github.errors import Missing, Unsupported
from integrations.github.progress.standing import PartStand, Progress, PullStand
from integrations.models import MirrorLink, Part, Piece, PullRequest, Repository

TITLE_MAX = 256  # characters


def told(client: Client, node_ids: Iterable[str]) -> dict[str, Progress]:
    """What the one question answers, by node id; nothing where it is refused."""
    try:
        return client.progress(sorted(filter(None, node_ids)))
    except Unsupported:
        return {}


def tied(progress: Progress | None, home: Repository) -> list[int]:
    """The pull requests of ``home`` that GitHub says close the issue."""
    here = home.full_name.lower()
    pulls = progress.pulls if progress else ()
    return [pull.number for pull in pulls if pull.home.lower() == here]


def read(
    client: Client,
    links: Iterable[MirrorLink],
    at: datetime,
    known: dict[str, Progress] | None = None,
) -> int:
    """Take over how ``links`` stand now (``known``: what was asked already); how many
    were told."""
    asked = [link for link in links if link.number is not None]
    known = known or {}
    known |= told(client, {link.node_id for link in asked} - known.keys())
    for link in asked:
        progress = known.get(link.node_id) or Progress((), None)
        whole = _completed(client, link, progress, graph=link.node_id in known)
        write(link, whole, at)
    return len(asked)


def under_way(home: Repository) -> QuerySet[MirrorLink]:
    """Links whose pull requests may still change without their issue changing: tests
    end and reviews are given in silence."""
    live = [PullRequest.State.OPEN, PullRequest.State.DRAFT]
    pulls = PullRequest.objects.filter(link=OuterRef("pk"), state__in=live)
    found = MirrorLink.objects.filter(Exists(pulls), repository=home)
    return found.exclude(state=MirrorLink.State.GONE)


def _completed(
    client: Client, link: MirrorLink, told: Progress, *, graph: bool
) -> Progress:
    """With the pull request that answers the issue by another way (named in a commit,
    or for another branch), and with what only the REST API can tell here."""
    home_id, home = link.repository.remote_id, link.repository.full_name
    assert home_id is not None
    assert link.number is not None
    pulls, parts = told.pulls, told.parts
    own = [piece for piece in link.pieces.exclude(number=None) if not piece.taken_out]
    for number in (link.pull_number, *(piece.pull_number for piece in own)):
        if number and number not in _here(pulls, home):
            with suppress(Missing):
                pulls = (*pulls, client.pull_stand(home_id, number, home))
    if not graph:
        parts = client.parts(home_id, link.number)
    return Progress(pulls, _with_own(parts, own))


def _with_own(
    parts: tuple[PartStand, ...] | None, own: list[Piece]
) -> tuple[PartStand, ...] | None:
    """The parts as told, and those of ours that are not told: the server knows no
    sub-issues, or developers took one from under the need's issue."""
    told = {part.html_url for part in parts or ()}
    left = [piece for piece in own if piece.html_url not in told]
    if parts is None and not left:
        return None
    more = [
        PartStand(
            number=piece.number or 0,
            html_url=piece.html_url,
            title=piece.sent_title,
            state="open" if piece.state == piece.State.OPEN else "closed",
            done=piece.is_done,
        )
        for piece in left
    ]
    return (*(parts or ()), *more)


def _here(pulls: tuple[PullStand, ...], home: str) -> set[int]:
    return {pull.number for pull in pulls if pull.home.lower() == home.lower()}


@transaction.atomic
def write(link: MirrorLink, told: Progress, at: datetime) -> None:
    """The rows of a link become what was told, unless a later reading was first."""
    MirrorLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.pulls.filter(read_at__gt=at).exists():
        return
    _write_pulls(link, told.pulls, at)
    if told.parts is not None:
        _write_parts(link, told.parts)


def _write_pulls(link: MirrorLink, pulls: Iterable[PullStand], at: datetime) -> None:
    kept = []
    for pull in pulls:
        row, _is_new = PullRequest.objects.update_or_create(
            link=link,
            home=pull.home,
            number=pull.number,
            defaults={
                "html_url": pull.html_url,
                "state": pull.state,
                "review": pull.review,
                "approvals": pull.approvals,
                "checks": pull.checks,
                "read_at": at,
            },
        )
        kept.append(row.pk)
    link.pulls.exclude(pk__in=kept).delete()


def _write_parts(link: MirrorLink, parts: tuple[PartStand, ...]) -> None:
    for place, part in enumerate(parts):
        Part.objects.update_or_create(
            link=link,
            html_url=part.html_url,
            defaults={
                "place": place,
                "number": part.number,
                "title": part.title[:TITLE_MAX],
                "is_open": part.state == "open",
                "done": part.done,
            },
        )
    link.parts.exclude(html_url__in=[part.html_url for part in parts]).delete()
