"""Which needs a release delivers: decided by what its tag contains.

A need is delivered when the commit that answered its issue is contained in the
release's tag, by GitHub's own comparison; the evidence is kept as rows. What cannot be
shown that way stays "built, not yet released" until a person says so: a milestone or a
number in the notes is a hint, not a proof. A person's word wins over all of it.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db.models import Min, Q, QuerySet

from governance.proposals.lifecycle import BUILDING, Status
from governance.releases import actions
from governance.releases.lifecycle import PROVED, weigh
from governance.releases.models import Evidence, Release
from governance.releases.queries import last_reopening
from integrations.github import clues, hands, proofs, repositories
from integrations.github.client import Client
from integrations.github.errors import Gone, Missing
from integrations.github.proofs import Found
from integrations.github.records import RemoteRelease
from integrations.github.refresh import refresh
from integrations.github.versions import Version, order
from integrations.models import MirrorLink, Repository, Weighing

DONE = ["", "completed"]
WEIGHED_FOR = timedelta(days=1)  # tags move, silently: looked at again after that


def apply(
    client: Client, repository: Repository, remote: RemoteRelease, at: datetime
) -> int:
    """Record a published release and what speaks for its delivering needs; the needs
    it delivers.

    Drafts are nobody's business yet. A preview delivers nothing: what it contains is
    for trying out.
    """
    if remote.draft or remote.published_at is None:
        return 0
    known = Release.objects.filter(source=repository.full_name, tag=remote.tag).exists()
    release = actions.record_release(
        source=repository.full_name,
        tag=remote.tag,
        name=remote.name,
        url=remote.html_url,
        notes=remote.notes,
        published_at=remote.published_at,
        at=at,
        is_preview=remote.prerelease,
    )
    if not known:
        _catch_up(client, repository, at)
    home = repositories.located(repository, client)
    version = Version(client, home, release)
    return sum(_weigh(version, link, at) for link in _candidates(repository, release))


def follow(client: Client, repository: Repository, tag: str, at: datetime) -> None:
    """An event named a release: read it. Of two whose events came in the wrong order
    the older one goes first, for the first that contains a need delivers it."""
    home = repositories.located(repository, client)
    try:
        remote = client.release(home, tag)
    except Missing:
        taken_down(repository, tag, at)
        return
    for missed in _missed(client, repository, remote):
        apply(client, repository, missed, at)
    apply(client, repository, remote, at)


def _missed(
    client: Client, repository: Repository, remote: RemoteRelease
) -> list[RemoteRelease]:
    """Published before it, since our first issue, and never told to us."""
    known = set(
        Release.objects.filter(source=repository.full_name).values_list(
            "tag", flat=True
        )
    )
    mirrored = MirrorLink.objects.filter(repository=repository)
    first = mirrored.aggregate(first=Min("created_remotely_at"))["first"]
    if remote.tag in known or first is None or remote.published_at is None:
        return []
    listed = client.releases(repositories.located(repository, client))
    older = [
        (one.published_at, order(one.tag), one)
        for one in listed
        if one.published_at and first <= one.published_at <= remote.published_at
    ]
    unheard = [row for row in older if row[2].tag not in known | {remote.tag}]
    return [one for _at, _order, one in sorted(unheard, key=lambda row: row[:2])]


def note_gone(repository: Repository, listed: set[str], at: datetime) -> None:
    """What a full list does not show any more was taken down, though no event said so."""
    recorded = Release.objects.filter(source=repository.full_name, withdrawn_at=None)
    for release in recorded.exclude(tag__in=listed):
        actions.withdraw_release(release, at=at)


def taken_down(repository: Repository, tag: str, at: datetime) -> bool:
    """Unpublished or deleted over there. What it delivered stays on record."""
    release = Release.objects.filter(source=repository.full_name, tag=tag).first()
    return release is not None and actions.withdraw_release(release, at=at)


def built(repository: Repository) -> QuerySet[MirrorLink]:
    """Issues closed as completed, whose need no release has delivered yet."""
    return (
        MirrorLink.objects.filter(repository=repository, state=MirrorLink.State.CLOSED)
        .filter(state_reason__in=DONE, proposal__status=Status.IN_TEST)
        .select_related("proposal", "repository")
        .order_by("number")
    )


def _candidates(repository: Repository, release: Release) -> QuerySet[MirrorLink]:
    """Needs being built, unless developers closed the issue for another reason; and
    those this release delivered, for its tag may have moved."""
    building = Q(proposal__status__in=sorted(BUILDING)) & (
        Q(state=MirrorLink.State.OPEN)
        | Q(state=MirrorLink.State.CLOSED, state_reason__in=DONE)
    )
    delivered = Q(
        proposal__delivered__release=release, proposal__status=Status.RELEASED
    )
    links = MirrorLink.objects.filter(repository=repository, number__isnull=False)
    found = links.filter(building | delivered).distinct().order_by("number")
    return found.select_related("proposal", "repository").prefetch_related("clues")


def _catch_up(client: Client, repository: Repository, at: datetime) -> None:
    """Events arrive in any order: a release may come before the closing it holds."""
    building = MirrorLink.objects.filter(
        repository=repository,
        number__isnull=False,
        proposal__status__in=sorted(BUILDING),
    )
    for link in building.exclude(state=MirrorLink.State.GONE).select_related(
        "repository"
    ):
        with suppress(Gone, Missing):
            refresh(client, link, at)


def _weigh(version: Version, link: MirrorLink, at: datetime) -> bool:
    """Hold what is found, let go of what is not found any more; true when the need is
    delivered by it. Nothing is asked while nothing changed."""
    release, told = version.release, list(link.clues.all())
    again = last_reopening(link.proposal)
    since = again.at if again else None
    if since and release.published_at <= since:
        return False
    words = (release.name, release.notes, str(release.is_preview))
    stood = clues.stood(link, told, link.proposal.status, *words)
    if _is_weighed(link, release, stood, at):
        return False
    asked = list(link.pieces.filter(part__isnull=False))
    results = proofs.found(version, link, told, since, asked)
    _hold(release, link, results, at)
    _note_weighing(link, release, stood, at)
    return _deliver(version, link, results, at)


def _is_weighed(link: MirrorLink, release: Release, stood: str, at: datetime) -> bool:
    lately = Weighing.objects.filter(
        link=link, release=release, at__gt=at - WEIGHED_FOR
    )
    return lately.filter(stood=stood).exists()


def _note_weighing(
    link: MirrorLink, release: Release, stood: str, at: datetime
) -> None:
    Weighing.objects.update_or_create(
        link=link, release=release, defaults={"stood": stood, "at": at}
    )


def _hold(
    release: Release, link: MirrorLink, results: list[Found], at: datetime
) -> None:
    for one in results:
        actions.note_evidence(
            release,
            link.proposal,
            kind=one.kind,
            certainty=one.certainty,
            facts=one.facts,
            at=at,
        )
    held = Evidence.objects.current().filter(release=release, proposal=link.proposal)
    kinds = [one.kind for one in results]
    for piece in held.exclude(kind=Evidence.Kind.WORD).exclude(kind__in=kinds):
        actions.supersede_evidence(piece, at=at)


def _deliver(
    version: Version, link: MirrorLink, results: list[Found], at: datetime
) -> bool:
    release, proposal = version.release, link.proposal
    proof = next((one for one in results if one.certainty == PROVED), None)
    held = Evidence.objects.current().filter(release=release, proposal=proposal)
    if proof is None or release.is_preview or weigh(held) != PROVED:
        return False
    proposal.refresh_from_db()
    if proposal.status != Status.IN_TEST:
        return False
    actions.mark_delivered(release, proposal, at=at, evidence=proof.facts)
    hands.credit(version, link, at)
    return True
