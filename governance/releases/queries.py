"""Reads over releases, deliveries and members' answers."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from governance.proposals.models import Proposal, Revision
from governance.releases.lifecycle import Counts
from governance.releases.models import Confirmation, Delivered, Release
from governance.releases.steering import AskedVersusBuilt, Pair, asked_versus_built

__all__ = [
    "AskedVersusBuilt",
    "Pair",
    "answer_of",
    "asked_versus_built",
    "confirmation_counts",
    "published",
]

Answer = Confirmation.Answer


def published() -> QuerySet[Release]:
    """All releases, newest first, with the needs each delivers."""
    current = Revision.objects.filter(is_current=True)
    delivered = Delivered.objects.select_related(
        "proposal", "proposal__cooperative"
    ).prefetch_related(
        Prefetch("proposal__revisions", queryset=current, to_attr="current_revisions")
    )
    return Release.objects.prefetch_related(Prefetch("delivered", queryset=delivered))


def confirmation_counts(proposal: Proposal) -> Counts:
    """Members' answers since the need was last delivered."""
    answers = proposal.confirmations.all()
    last = proposal.delivered.order_by("-at").values_list("at", flat=True).first()
    if last is not None:
        answers = answers.filter(at__gte=last)
    return Counts(
        **answers.aggregate(
            yes=Count("pk", filter=Q(answer=Answer.YES)),
            partly=Count("pk", filter=Q(answer=Answer.PARTLY)),
            no=Count("pk", filter=Q(answer=Answer.NO)),
        )
    )


def answer_of(person: Any, proposal: Proposal) -> Confirmation | None:
    """What a person answered, whatever the version they spoke of."""
    if getattr(person, "pk", None) is None:
        return None
    return proposal.confirmations.filter(person=person).first()
