"""Rounds at a moment: seen, open, due to open, due to be sealed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import FilteredRelation, Q

if TYPE_CHECKING:
    from governance.voting.models.round import Round  # noqa: F401 - named in a string


class RoundQuerySet(models.QuerySet["Round"]):
    def announced(self) -> "RoundQuerySet":
        """Rounds that anyone may see: those that were opened."""
        return self.filter(opened_at__isnull=False)

    def open(self, at: datetime) -> "RoundQuerySet":
        return self.announced().filter(
            opens_at__lte=at, closes_at__gt=at, sealed_at=None, voided_at=None
        )

    def due_to_open(self, at: datetime) -> "RoundQuerySet":
        """Their hour has come, and a person said that they open by themselves then."""
        return self.filter(
            opened_at=None, voided_at=None, opens_at__lte=at, closes_at__gt=at
        ).exclude(approved_at=None)

    def due_to_seal(self, at: datetime) -> "RoundQuerySet":
        """Closed, not counted, no paper still to be agreed, no wait after an outage."""
        waiting = Q(paper_batches__agreed_at=None, paper_batches__set_aside_at=None)
        papers = FilteredRelation("paper_batches", condition=waiting)
        return (
            self.announced()
            .filter(closes_at__lte=at, sealed_at=None, voided_at=None)
            .exclude(standstill__until__gt=at)
            .annotate(papers_waiting=papers)
            .filter(papers_waiting=None)
        )
