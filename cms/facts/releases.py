"""Releases as pages tell them: what was delivered, for whom, thanks to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, QuerySet

from cms.facts.needs import wordings
from governance import prose
from governance.membership.names import public_name
from governance.proposals.models import Comment, Proposal, Support
from governance.releases.models import Delivered, Release

PER_PAGE = 10


@dataclass(frozen=True)
class Thanks:
    """Who helped, by role. ``authors`` are names as each person chose to be shown;
    the others are counted only."""

    authors: list[str]
    supporters: int
    commenters: int
    cooperatives: list[str]


@dataclass(frozen=True)
class ReleaseFacts:
    release: Release
    needs: list[Proposal]
    notes: str
    thanks: Thanks


@dataclass(frozen=True)
class Listing:
    slice: Slice[Any]


def facts(pk: int) -> ReleaseFacts:
    release = Release.objects.prefetch_related(_delivered()).get(pk=pk)
    needs = delivered_needs(release)
    notes = prose.to_html(release.notes) if release.notes else ""
    return ReleaseFacts(release, needs, notes, thanks=_thanks(needs))


def delivered_needs(release: Release) -> list[Proposal]:
    """The needs a release delivers, with their wordings, values and supports."""
    return [line.proposal for line in release.delivered.all()]


def latest(pages: QuerySet[Any]) -> Any | None:
    """The page of the latest release, or nothing yet."""
    return _with_facts(pages).first()


def listing(pages: QuerySet[Any], *, asked: Mapping[str, str]) -> Listing:
    """The pages asked for, latest release first."""
    return Listing(Paginator(_with_facts(pages), PER_PAGE).get_page(asked.get("page")))


def _with_facts(pages: QuerySet[Any]) -> QuerySet[Any]:
    return (
        pages.select_related("release")
        .prefetch_related(_delivered("release"))
        .order_by("-release__published_at", "-pk")
    )


def _delivered(path: str = "") -> Prefetch:
    needs = (
        Proposal.objects.select_related("cooperative", "author")
        .annotate(support_count=Count("supports", distinct=True))
        .prefetch_related(wordings(), "value_tags")
    )
    lines = Delivered.objects.order_by("proposal__number").prefetch_related(
        Prefetch("proposal", queryset=needs)
    )
    return Prefetch(f"{path}__delivered" if path else "delivered", queryset=lines)


def _thanks(needs: list[Proposal]) -> Thanks:
    authors = [public_name(need.author, need.cooperative) for need in needs]
    return Thanks(
        authors=list(dict.fromkeys(authors)),
        supporters=_people(Support.objects.filter(proposal__in=needs), "person"),
        commenters=_people(Comment.objects.filter(proposal__in=needs), "author"),
        cooperatives=sorted({need.cooperative.short_name for need in needs}),
    )


def _people(rows: QuerySet[Any], field: str) -> int:
    return rows.values(field).distinct().count()
