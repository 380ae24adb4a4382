"""Both sides of every mandated need, with its issue or before it has one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import (
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.utils.translation import gettext as _

from governance.proposals import lifecycle
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal, ProposalQuerySet
from governance.releases.models import Evidence
from governance.releases.queries import Standing as Held
from governance.releases.queries import grouped
from integrations.models import MirrorLink, Piece
from portal.site.develop.standing import Standing, standing_of
from portal.site.develop.turns import Turn, to_settle, turn, undelivered, unsent
from portal.site.votes.shown import Choice, choice, current_wordings

A_PAGE = 50
STALE = timedelta(days=2)  # two nights without a look
State = MirrorLink.State
SETTLED = (Status.RELEASED, Status.CONFIRMED)
DONE = ("", "completed")

Key = tuple[bool, int]  # whether there is an issue; the key of the link, or of the need


@dataclass(frozen=True)
class Line:
    """A mandated need: what the portal says, what GitHub says (nothing before there is
    an issue), and what comes next."""

    proposal: Proposal
    need: Choice
    turn: Turn
    link: MirrorLink | None = None
    standing: Standing | None = None
    is_stale: bool = False
    evidence: str = ""


def page_of(
    number: str | None, now: datetime, stuck: set[int], *, only_waiting: bool
) -> tuple[Page[Key] | Page[Line], list[Line]]:
    """Needs without an issue first. With ``only_waiting``, those that go no further
    until somebody acts. ``stuck`` are the numbers of needs of which a text could not
    leave."""
    if not only_waiting:
        keys = Paginator(_keys(_bare(), _links()), A_PAGE).get_page(number)
        return keys, _lines(keys, now, stuck)
    some = _keys(_bare().filter(_undescribed(stuck)), _links().filter(_perhaps(stuck)))
    waiting = [one for one in _lines(some, now, stuck) if one.turn.needs_someone]
    lines = Paginator(waiting, A_PAGE).get_page(number)
    return lines, list(lines)


def _keys(needs: ProposalQuerySet, links: QuerySet[MirrorLink]) -> list[Key]:
    bare = [(False, pk) for pk in needs.values_list("pk", flat=True)]
    return [*bare, *((True, pk) for pk in links.values_list("pk", flat=True))]


def _bare() -> ProposalQuerySet:
    """Mandated, and without an issue."""
    linked = Exists(MirrorLink.objects.filter(proposal=OuterRef("pk")))
    found = Proposal.objects.filter(~linked, status__in=lifecycle.BUILDING)
    return found.order_by("number")


def _undescribed(stuck: set[int]) -> Q:
    return Q(brief=None) | Q(brief__confirmed_at=None) | Q(number__in=stuck)


def _links() -> QuerySet[MirrorLink]:
    public = MirrorLink.objects.filter(proposal__status__in=lifecycle.PUBLIC)
    return public.order_by("-trouble", "-pk")


def _perhaps(stuck: set[int]) -> Q:
    """All the links of which ``turn`` may say that somebody must act, and few others."""
    refused_work = ~Q(state_reason__in=DONE) & ~Q(proposal__status__in=SETTLED)
    again = Q(proposal__status=Status.IN_DEVELOPMENT)
    settled = Q(proposal__status__in=[*SETTLED, Status.REFUSED])
    lost = Q(state=Piece.State.GONE) | Q(edited=True)
    parts = Piece.objects.filter(lost, link=OuterRef("pk"), part__isnull=False)
    held = Evidence.objects.current().filter(proposal=OuterRef("proposal_id"))
    return (
        ~Q(trouble="")
        | Q(state=State.GONE)
        | (Q(state=State.CLOSED) & (again | refused_work))
        | (Q(state=State.OPEN) & settled)
        | Q(Exists(parts))
        | (Q(Exists(held)) & Q(proposal__status__in=lifecycle.BUILDING))
        | Q(proposal__number__in=stuck)
    )


def _lines(keys: Iterable[Key], now: datetime, stuck: set[int]) -> list[Line]:
    asked = list(keys)
    needs = _fetched_needs([pk for linked, pk in asked if not linked])
    links = _fetched_links([pk for linked, pk in asked if linked])
    shown = [*needs.values(), *(link.proposal for link in links.values())]
    prefetch_related_objects(shown, current_wordings())
    return [
        _line(links[pk], now, stuck) if linked else _bare_line(needs[pk], stuck)
        for linked, pk in asked
        if pk in (links if linked else needs)
    ]


def _fetched_needs(keys: list[int]) -> dict[int, Proposal]:
    if not keys:
        return {}
    return Proposal.objects.select_related("cooperative", "brief").in_bulk(keys)


def _fetched_links(keys: list[int]) -> dict[int, MirrorLink]:
    if not keys:
        return {}
    pieces = Evidence.objects.current().select_related("release")
    held = Prefetch("proposal__evidence", pieces, to_attr="held")
    found = MirrorLink.objects.select_related("proposal__cooperative", "repository")
    parts = Prefetch("pieces", Piece.objects.select_related("part"))
    return found.prefetch_related("pulls", "parts", parts, held).in_bulk(keys)


def _bare_line(need: Proposal, stuck: set[int]) -> Line:
    brief = getattr(need, "brief", None)
    return Line(need, choice(need), unsent(brief, stuck=need.number in stuck))


def _line(link: MirrorLink, now: datetime, stuck: set[int]) -> Line:
    proposal, held = link.proposal, _newest(link.proposal)
    seen = link.checked_at or link.remote_updated_at
    lost = link.state == State.GONE
    return Line(
        proposal=proposal,
        need=choice(proposal),
        turn=_turn(link, held, stuck),
        link=link,
        evidence=_in_words(held) if held else "",
        standing=standing_of(link),
        is_stale=bool(link.number) and not lost and (not seen or seen < now - STALE),
    )


def _turn(link: MirrorLink, held: Held | None, stuck: set[int]) -> Turn:
    """What is amiss comes before what waits."""
    status = link.proposal.status
    if held and held.waits and status in lifecycle.BUILDING:
        return to_settle()
    usual = turn(link, status)
    is_stuck = link.proposal.number in stuck and not usual.is_conflict
    return undelivered() if is_stuck else usual


def _newest(proposal: Proposal) -> Held | None:
    """What is held about the newest version that something is held about."""
    found = grouped(getattr(proposal, "held", []))
    return max(found, key=lambda held: held.release.published_at, default=None)


def _in_words(held: Held) -> str:
    """In a few words: how sure we are, and of which version."""
    told = {"version": held.release.version}
    if held.release.is_preview:
        return _("to try in %(version)s") % told
    return {
        "proved": _("proved in %(version)s"),
        "likely": _("likely in %(version)s"),
    }.get(held.comes_to, _("not in %(version)s")) % told
