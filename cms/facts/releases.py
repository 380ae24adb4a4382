"""Releases as pages tell them: what was delivered, for whom, thanks to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

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
    needs = _with_words(delivered_needs(release))
    notes = prose.to_html(release.notes) if release.notes else ""
    return ReleaseFacts(release, needs, notes, thanks=_thanks(needs))


def delivered_needs(release: Release) -> list[Proposal]:
    """The needs a release delivers, with their wordings, values and supports."""
    return [line.proposal for line in release.delivered.all()]


def listing(pages: QuerySet[Any], *, asked: Mapping[str, str]) -> Listing:
    """The pages asked for, latest release first."""
    shown = in_order(pages).prefetch_related(wordings("release__delivered__proposal"))
    return Listing(Paginator(shown, PER_PAGE).get_page(asked.get("page")))


def in_order(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages with their release and the needs it delivers, the latest first."""
    return (
        pages.select_related("release")
        .prefetch_related(_delivered("release"))
        .order_by("-release__published_at", "-pk")
    )


def _delivered(path: str = "", *more: Any) -> Prefetch:
    """The needs of a release; ``more`` is fetched along with each."""
    lines = Delivered.objects.select_related(
        "proposal__cooperative", "proposal__author"
    ).order_by("proposal__number")
    return Prefetch(
        f"{path}__delivered" if path else "delivered",
        queryset=lines.prefetch_related(*more) if more else lines,
    )


def _with_words(needs: list[Proposal]) -> list[Proposal]:
    """With ``current_revisions``, value tags and ``supporters`` (keys) on each."""
    prefetch_related_objects(needs, wordings(), "value_tags")
    pairs = Support.objects.filter(proposal__in=needs)
    by_need: dict[int, set[int]] = {need.pk: set() for need in needs}
    for need, person in pairs.values_list("proposal_id", "person_id"):
        by_need[need].add(person)
    for need in needs:
        need.supporters = by_need[need.pk]
    return needs


def _thanks(needs: list[Proposal]) -> Thanks:
    authors = [public_name(need.author, need.cooperative) for need in needs]
    comments = Comment.objects.filter(proposal__in=needs)
    return Thanks(
        authors=list(dict.fromkeys(authors)),
        supporters=len(set().union(*(need.supporters for need in needs))),
        commenters=comments.values("author").distinct().count(),
        cooperatives=sorted({need.cooperative.short_name for need in needs}),
    )
