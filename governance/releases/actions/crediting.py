"""Thanks to those who made it, as their own public work tells."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from governance.journal.actions import record
from governance.proposals.actions import lock
from governance.proposals.models import Proposal
from governance.releases.models import Credit, Release


@transaction.atomic
def credit_hands(
    release: Release,
    proposal: Proposal,
    *,
    at: datetime,
    hands: Iterable[tuple[str, str]],
) -> int:
    """Keep role and handle of each hand; how many are new. The journal counts them
    and names nobody."""
    lock(proposal)
    rows = [
        Credit(release=release, proposal=proposal, role=role, handle=handle)
        for role, handle in hands
        if role in Credit.Role.values and 0 < len(handle) <= Credit.HANDLE_MAX
    ]
    held = Credit.objects.filter(release=release, proposal=proposal)
    before = held.count()
    Credit.objects.bulk_create(rows, ignore_conflicts=True)
    new = held.count() - before
    if new:
        facts = {"source": release.source, "tag": release.tag, "hands": new}
        record("release.credited", proposal, by=None, at=at, facts=facts)
    return new
