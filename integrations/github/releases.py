"""Which needs a release delivers: decided by what its tag contains.

A need is delivered when the commit that answered its issue is contained in the
release's tag, by GitHub's own comparison; the evidence is kept. What cannot be shown
that way stays "built, not yet released" until a person says so: a milestone or a
number in the notes is a hint, not a proof.
"""

from datetime import datetime

from django.db.models import QuerySet

from governance.proposals.lifecycle import BUILDING, Status
from governance.releases import actions
from governance.releases.models import Release
from integrations.github import repositories
from integrations.github.client import Client
from integrations.github.errors import Missing
from integrations.github.records import RemoteRelease
from integrations.github.refresh import refresh
from integrations.models import MirrorLink, Repository

CONTAINED = {"ahead", "identical"}  # how the tag stands to the commit


def apply(
    client: Client, repository: Repository, remote: RemoteRelease, at: datetime
) -> int:
    """Record a published release and what it delivers; the needs it delivers.

    Drafts are nobody's business yet, and a preview is no delivery.
    """
    if remote.draft or remote.prerelease or remote.published_at is None:
        return 0
    release = actions.record_release(
        source=repository.full_name,
        tag=remote.tag,
        name=remote.name,
        url=remote.html_url,
        notes=remote.notes,
        published_at=remote.published_at,
        at=at,
    )
    _catch_up(client, repository, at)
    return sum(_deliver(client, release, link, at) for link in built(repository))


def built(repository: Repository) -> QuerySet[MirrorLink]:
    """Issues closed as completed, whose need no release has delivered yet."""
    return (
        MirrorLink.objects.filter(repository=repository, state=MirrorLink.State.CLOSED)
        .filter(state_reason__in=["", "completed"], proposal__status=Status.IN_TEST)
        .exclude(merge_sha="")
        .select_related("proposal", "repository")
        .order_by("number")
    )


def _catch_up(client: Client, repository: Repository, at: datetime) -> None:
    """Events arrive in any order: a release may come before the closing it holds."""
    building = MirrorLink.objects.filter(
        repository=repository, number__isnull=False, proposal__status__in=BUILDING
    )
    for link in building.exclude(state=MirrorLink.State.GONE).select_related(
        "repository"
    ):
        refresh(client, link, at)


def _deliver(client: Client, release: Release, link: MirrorLink, at: datetime) -> bool:
    repository_id = repositories.located(link.repository, client)
    try:
        stands = client.comparison(repository_id, link.merge_sha, release.tag)
    except Missing:
        return False
    if stands not in CONTAINED:
        return False
    actions.mark_delivered(
        release, link.proposal, at=at, evidence=_evidence(link, release, stands)
    )
    return True


def _evidence(link: MirrorLink, release: Release, stands: str) -> dict[str, object]:
    return {
        "kind": "contained",
        "issue": link.number,
        "pull": link.pull_number,
        "sha": link.merge_sha,
        "tag": release.tag,
        "comparison": stands,
    }
