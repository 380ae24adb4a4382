"""Releases as pages tell them: what was delivered, for whom, thanks to whom."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import (
    Count,
    Prefetch,
    QuerySet,
    Value,
    Window,
    prefetch_related_objects,
)

from cms.facts.needs import wordings
from governance import prose
from governance.membership.models import NameShown, Person
from governance.membership.names import public_name
from governance.proposals.models import Comment, Proposal, Revision, Support
from governance.releases.models import Credit, Delivered, Evidence, Release, Trial

PER_PAGE = 10


@dataclass(frozen=True)
class Thanks:
    """Who helped, by role. ``authors``, ``translators`` and ``testers`` are names as
    each person chose to be shown; the others are counted only."""

    authors: list[str]
    translators: list[str]
    testers: list[str]
    supporters: int
    commenters: int
    cooperatives: list[str]


@dataclass(frozen=True)
class AnsweredNeed:
    """A need that the release delivers; ``supporters`` and ``commenters`` are keys,
    ``change`` the board's words, ``pieces`` how we know."""

    need: Proposal
    supporters: set[int]
    commenters: set[int]
    change: str
    pieces: list[Evidence]


@dataclass(frozen=True)
class ReleaseFacts:
    release: Release
    needs: list[AnsweredNeed]
    notes: str
    thanks: Thanks


@dataclass(frozen=True)
class Listing:
    slice: Slice[Any]


def facts(
    release: Release, *, changes: Mapping[int, str] | None = None
) -> ReleaseFacts:
    """``changes`` are the page's words, by number of need."""
    prefetch_related_objects([release], delivered_lines())
    needs = _answered(release, changes or {})
    notes = prose.to_html(release.notes) if release.notes else ""
    return ReleaseFacts(release, needs, notes, thanks=_thanks(needs))


def by_role(hands: list[dict[str, str]]) -> list[tuple[str, list[str]]]:
    """Names without doubles under the words of thanks, in the order of roles."""
    found: list[tuple[str, list[str]]] = []
    for role, label in Credit.Role.choices:
        named = [hand["handle"] for hand in hands if hand["role"] == role]
        if named:
            found.append((str(label), list(dict.fromkeys(named))))
    return found


def delivered_needs(release: Release) -> list[Proposal]:
    """The needs a release delivers, with their wordings, values and supports."""
    return [line.proposal for line in release.delivered.all()]


def listing(pages: QuerySet[Any], *, asked: Mapping[str, str]) -> Listing:
    """The pages asked for, latest release first; their number comes with them."""
    ordered = in_order(pages).prefetch_related(wordings("release__delivered__proposal"))
    counted = ordered.annotate(in_all=Window(Count("pk")))
    text = asked.get("page", "1")
    number = int(text) if text.isdigit() and len(text) < 6 else 1
    rows = list(counted[max(number - 1, 0) * PER_PAGE : max(number, 1) * PER_PAGE])
    if not rows:
        return Listing(Paginator(ordered, PER_PAGE).get_page(asked.get("page")))
    paginator = Paginator(ordered, PER_PAGE)
    vars(paginator)["count"] = rows[0].in_all
    return Listing(Slice(rows, max(number, 1), paginator))


def in_order(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages with their release and the needs it delivers, the latest first."""
    return (
        pages.select_related("release")
        .prefetch_related(delivered_lines("release"))
        .order_by("-release__published_at", "-pk")
    )


def delivered_lines(path: str = "", *more: Any) -> Prefetch:
    """The needs of a release; ``more`` is fetched along with each."""
    lines = Delivered.objects.select_related(
        "proposal__cooperative", "proposal__author"
    ).order_by("proposal__number")
    return Prefetch(
        f"{path}__delivered" if path else "delivered",
        queryset=lines.prefetch_related(*more) if more else lines,
    )


def _answered(release: Release, changes: Mapping[int, str]) -> list[AnsweredNeed]:
    needs = delivered_needs(release)
    prefetch_related_objects(
        needs, _written(), "value_tags", _pieces(release), _tried(release)
    )
    people: dict[tuple[int, str], set[int]] = defaultdict(set)
    for need, person, role in _taking_part(needs):
        people[need, role].add(person)
    return [
        AnsweredNeed(
            need,
            people[need.pk, "support"],
            people[need.pk, "comment"],
            change=changes.get(need.number, ""),
            pieces=need.pieces,  # type: ignore[attr-defined]
        )
        for need in needs
    ]


def _written() -> Prefetch:
    """The current wordings, each with who wrote it."""
    current = Revision.objects.filter(is_current=True).select_related("written_by")
    return Prefetch("revisions", queryset=current, to_attr="current_revisions")


def _tried(release: Release) -> Prefetch:
    """Who tried a preview of its needs before it came out."""
    told = Trial.objects.filter(
        release__source=release.source, at__lte=release.published_at
    )
    named = told.select_related("person", "cooperative")
    return Prefetch("trials", queryset=named, to_attr="tried")


def _pieces(release: Release) -> Prefetch:
    held = Evidence.objects.current().filter(release=release)
    return Prefetch("evidence", queryset=held, to_attr="pieces")


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
        translators=_translators(needs),
        testers=_testers(needs),
        supporters=len(set().union(*(each.supporters for each in answered))),
        commenters=len(set().union(*(each.commenters for each in answered))),
        cooperatives=sorted({need.cooperative.short_name for need in needs}),
    )


def _translators(needs: list[Proposal]) -> list[str]:
    """Those who put members' words in the other language and chose to show a name;
    the others are thanked as coordinators, by their co-op."""
    named = [
        public_name(wording.written_by, need.cooperative)
        for need in needs
        for wording in need.current_wordings()
        if wording.language != need.language
        and wording.written_by_id != need.author_id
        and shows_a_name(wording.written_by)
    ]
    return list(dict.fromkeys(named))


def _testers(needs: list[Proposal]) -> list[str]:
    """Members who tried a preview and said how it went; whoever shows no name is
    “a member of” their co-op, as proposers are."""
    tried = [trial for need in needs for trial in need.tried]  # type: ignore[attr-defined]
    named = [public_name(trial.person, trial.cooperative) for trial in tried]
    return list(dict.fromkeys(named))


def shows_a_name(person: Person | None) -> bool:
    chosen = {NameShown.FULL, NameShown.INITIALS}
    return person is not None and person.is_active and person.name_shown in chosen
