"""What seems to show that a release delivers a need, as it is found."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals.actions import lock
from governance.proposals.models import Proposal
from governance.releases.models import Evidence, Release


@transaction.atomic
def note_evidence(
    release: Release,
    proposal: Proposal,
    *,
    kind: str,
    certainty: str,
    facts: Mapping[str, Any],
    at: datetime,
) -> Evidence:
    """One thing found; delivers nothing by itself. Found again it changes nothing,
    found otherwise it takes the place of what was held, which stays on record.

    ``facts`` are JSON values that name commits, pull requests and issues, never a
    person.
    """
    lock(proposal)
    return hold(
        release, proposal, at=at, kind=kind, certainty=certainty, facts=dict(facts)
    )


def hold(
    release: Release,
    proposal: Proposal,
    *,
    at: datetime,
    by: Person | None = None,
    **fields: Any,
) -> Evidence:
    """Write the row and its line, the need's lock in hand."""
    rows = Evidence.objects.filter(release=release, proposal=proposal)
    held = rows.current().filter(kind=fields["kind"]).first()
    same = held and held.says_the_same(fields["certainty"], fields["facts"])
    if held and same and by is None:
        return held
    invited = rows.exists() or _was_offered(proposal)
    rows.current().filter(kind=fields["kind"]).update(superseded_at=at)
    piece = Evidence.objects.create(
        release=release, proposal=proposal, at=at, by=by, **fields
    )
    told = {
        "source": release.source,
        "tag": release.tag,
        "kind": str(piece.kind),
        "certainty": str(piece.certainty),
    }
    if by is None:
        record("evidence.found", proposal, by=None, at=at, facts=told)
    if release.is_preview and not invited:
        offer = {"source": release.source, "tag": release.tag}
        record("preview.offered", proposal, by=None, at=at, facts=offer)
    return piece


def _was_offered(proposal: Proposal) -> bool:
    """Already to be tried in a preview since it was last taken up: people are invited
    once, not at each preview."""
    earlier = Evidence.objects.filter(proposal=proposal, release__is_preview=True)
    last = proposal.reopenings.order_by("-at").first()
    return (earlier.filter(at__gt=last.at) if last else earlier).exists()


@transaction.atomic
def supersede_evidence(piece: Evidence, *, at: datetime) -> bool:
    """A later reading does not find it any more. True when it is news."""
    lock(piece.proposal)
    if not Evidence.objects.current().filter(pk=piece.pk).update(superseded_at=at):
        return False
    release = piece.release
    told = {"source": release.source, "tag": release.tag, "kind": str(piece.kind)}
    record("evidence.lost", piece.proposal, by=None, at=at, facts=told)
    return True
