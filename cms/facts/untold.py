"""Versions that are out and whose page is not: what a list says of them meanwhile, and
which pages wait for a person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cms.facts.needs import wordings
from cms.facts.releases import delivered_lines
from governance.proposals.lifecycle import DELIVERED
from governance.proposals.models import Proposal
from governance.releases.models import Delivered, Release

MOST = 5  # versions told without their page, the newest first


@dataclass(frozen=True)
class Untold:
    """``page`` is the live page of the other language, where there is one."""

    release: Release
    needs: list[Proposal]
    page: Any | None


def publishable(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Drafts that may be published now: the French page first, since an official page
    is never in English only; then its translation."""
    french = pages.model._default_manager.filter(
        release=OuterRef("release"), language="fr", live=True
    )
    return pages.filter(Q(language="fr") | Exists(french), live=False)


def untold(told: QuerySet[Any]) -> list[Untold]:
    """The versions that deliver a need and are not among the ``told`` pages."""
    came = Delivered.objects.filter(
        release=OuterRef("pk"), proposal__status__in=DELIVERED
    )
    silent = Release.objects.full().filter(Exists(came))
    silent = silent.exclude(pk__in=told.order_by().values("release"))
    shown = silent.prefetch_related(
        delivered_lines(), wordings("delivered__proposal")
    ).order_by("-published_at", "-pk")[:MOST]
    if not (rows := list(shown)):
        return []
    others = told.model._default_manager.live().filter(release__in=rows)
    pages = {page.release_id: page for page in others}
    return [Untold(row, _still(row), pages.get(row.pk)) for row in rows]


def _still(release: Release) -> list[Proposal]:
    """Those that were not taken up again since."""
    needs = [line.proposal for line in release.delivered.all()]
    return [need for need in needs if need.status in DELIVERED]
