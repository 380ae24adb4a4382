"""Releases as pages tell them: what was delivered, for whom, thanks to whom."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet, Value, prefetch_related_objects

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
class AnsweredNeed:
    """A need that the release delivers; ``supporters`` and ``commenters`` are keys."""

    need: Proposal
    supporters: set[int]
    commenters: set[int]


@dataclass(frozen=True)
class ReleaseFacts:
    release: Release
    needs: list[AnsweredNeed]
    notes: str
    thanks: Thanks


@dataclass(frozen=True)
class Listing:
    slice: Slice[Any]


def facts(release: Release) -> ReleaseFacts:
    prefetch_related_objects([release], _delivered())
    needs = _answered(delivered_needs(release))
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


def _answered(needs: list[Proposal]) -> list[AnsweredNeed]:
    prefetch_related_objects(needs, wordings(), "value_tags")
    people: dict[tuple[int, str], set[int]] = defaultdict(set)
    for need, person, role in _taking_part(needs):
        people[need, role].add(person)
    return [
        AnsweredNeed(need, people[need.pk, "support"], people[need.pk, "comment"])
        for need in needs
    ]


def _taking_part(needs: list[Proposal]) -> QuerySet[Any, tuple[int, int, str]]:
    """Need, person and role, each once, in one query."""
    supports = Support.objects.filter(proposal__in=needs).values_list(
        "proposal_id", "person_id", Value("support")
    )
    comments = Comment.objects.filter(proposal__in=needs).order_by()
    return supports.union(
        comments.values_list("proposal_id", "author_id", Value("comment"))
    )


def _thanks(answered: list[AnsweredNeed]) -> Thanks:
    needs = [each.need for each in answered]
    authors = [public_name(need.author, need.cooperative) for need in needs]
    return Thanks(
        authors=list(dict.fromkeys(authors)),
        supporters=len(set().union(*(each.supporters for each in answered))),
        commenters=len(set().union(*(each.commenters for each in answered))),
        cooperatives=sorted({need.cooperative.short_name for need in needs}),
    )
