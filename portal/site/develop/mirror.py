"""The health of the mirror: what stands where, when it was last checked, whose turn."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance.proposals import lifecycle
from governance.proposals.models import Proposal, Revision
from governance.releases.models import Evidence
from governance.releases.queries import Standing as Held
from governance.releases.queries import grouped
from integrations import outbox
from integrations.github import budget
from integrations.github.vouching import HELD_BACK
from integrations.models import Heard, MirrorLink, Repository
from portal.site.develop.standing import FETCHED, Standing, standing_of
from portal.site.develop.turns import Turn, to_settle, turn
from portal.site.votes.shown import Choice, choice

A_PAGE = 50
STALE = timedelta(days=2)  # two nights without a look


@dataclass(frozen=True)
class Line:
    """A mirrored need: what the portal says, what GitHub says, and what comes next."""

    link: MirrorLink
    need: Choice
    turn: Turn
    standing: Standing
    is_stale: bool
    evidence: str = ""


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Open to everyone: a mirror that stopped must not look alive."""
    now = timezone.now()
    links = _links()
    conflicts = request.GET.get("show") == "conflicts"
    page = Paginator(links.filter(_differs()) if conflicts else links, A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "lines": _lines(page, now),
        "page": page,
        "conflicts": conflicts,
        "repositories": Repository.objects.order_by("full_name"),
        "paused": budget.paused(now),
        "waiting": outbox.due(now + timedelta(days=1), "github").count(),
        "held": Heard.objects.filter(fate__in=HELD_BACK).count(),
        "stuck": outbox.stuck("github").count(),
    }
    return render(request, "site/develop/mirror.html", context)


def _links() -> QuerySet[MirrorLink]:
    public = MirrorLink.objects.filter(proposal__status__in=lifecycle.PUBLIC)
    wordings = Prefetch(
        "proposal__revisions",
        Revision.objects.filter(is_current=True),
        to_attr="current_revisions",
    )
    related = public.select_related("proposal__cooperative", "repository")
    pieces = Evidence.objects.current().select_related("release")
    held = Prefetch("proposal__evidence", pieces, to_attr="held")
    found = related.prefetch_related(wordings, held, *FETCHED)
    return found.order_by("-trouble", "-pk")


def _differs() -> Q:
    return ~Q(trouble="") | Q(state=MirrorLink.State.GONE)


def _lines(page: Page[MirrorLink], now: datetime) -> list[Line]:
    return [_line(link, link.proposal, now) for link in page]


def _line(link: MirrorLink, proposal: Proposal, now: datetime) -> Line:
    seen = link.checked_at or link.remote_updated_at
    lost = link.state == MirrorLink.State.GONE
    held = _newest(proposal)
    waits = bool(held and held.waits) and proposal.status in lifecycle.BUILDING
    return Line(
        link=link,
        need=choice(proposal),
        turn=to_settle() if waits else turn(link, proposal.status),
        evidence=_in_words(held) if held else "",
        standing=standing_of(link),
        is_stale=bool(link.number) and not lost and (not seen or seen < now - STALE),
    )


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
