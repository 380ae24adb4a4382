"""How the issues of a need's parts stand, each read by itself: state, whether
somebody began, and what their history tells of the work."""

from django.db import transaction

from integrations.github import clues, evidence
from integrations.github.client import Client
from integrations.github.errors import Missing
from integrations.github.evidence import Evidence
from integrations.github.records import Issue
from integrations.models import MirrorLink, Piece


def read(client: Client, link: MirrorLink) -> None:
    """Take over how every part that has an issue stands now."""
    there = link.pieces.exclude(number=None).exclude(state=Piece.State.GONE)
    for piece in there.select_related("repository", "link"):
        _read(client, piece)


def _read(client: Client, piece: Piece) -> None:
    home, number = piece.repository.remote_id, piece.number
    assert home is not None
    assert number is not None
    try:
        issue = client.issue(home, number)
        if issue.id != piece.remote_id:
            raise Missing("The issue of a part is somewhere else now.")
        history = list(client.timeline(home, number))
    except Missing:
        piece.row.update(state=Piece.State.GONE)
        return
    found = evidence.gather(client, home, piece.repository, number, history)
    _keep(piece, issue, found)


@transaction.atomic
def _keep(piece: Piece, issue: Issue, found: Evidence) -> None:
    MirrorLink.objects.select_for_update(of=("self",)).get(pk=piece.link_id)
    piece.row.update(
        html_url=issue.html_url,
        state=issue.state,
        state_reason=issue.state_reason,
        begun=bool(issue.assignees or found.pull),
        pull_number=found.pull.number if found.pull else None,
    )
    clues.keep(piece.link, issue, found, piece)
