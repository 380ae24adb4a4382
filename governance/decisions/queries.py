"""Reads over decisions."""

from django.db.models import Prefetch, Q, QuerySet

from governance.decisions.models import Decision
from governance.proposals.models import Proposal, Revision
from governance.voting.models import Round


def latest_for(proposal: Proposal) -> Decision | None:
    """The decision in force on a need: the last one recorded."""
    return proposal.decisions.order_by("-recorded_at", "-pk").first()


def recorded() -> QuerySet[Decision]:
    """All decisions, newest first, with what a list shows of each."""
    current = Revision.objects.filter(is_current=True)
    return Decision.objects.select_related(
        "proposal", "proposal__cooperative", "cooperative", "round"
    ).prefetch_related(
        Prefetch("proposal__revisions", queryset=current, to_attr="current_revisions")
    )


def rounds_to_cite(proposal: Proposal) -> QuerySet[Round]:
    """The sealed rounds in which the need stood, newest first."""
    return Round.objects.filter(
        Q(options__proposal=proposal), sealed_at__isnull=False, voided_at=None
    ).order_by("-sealed_at")
