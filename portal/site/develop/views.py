"""The developers' board: what is mandated, described and waiting for hands."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal, ProposalQuerySet
from governance.proposals.queries import with_counts, with_wordings
from integrations.models import MirrorLink
from portal.site.languages import reader_language
from portal.site.votes.shown import Choice, choice

A_SECTION = 30


@dataclass(frozen=True)
class Work:
    """A mandated need as a developer looks at it. ``waiting`` is in days."""

    proposal: Proposal
    need: Choice
    link: MirrorLink | None
    waiting: int | None

    @property
    def taken(self) -> bool:
        return self.proposal.status == Status.IN_DEVELOPMENT or bool(
            self.link and (self.link.assignees or self.link.pull_number)
        )


@require_safe
def develop(request: HttpRequest) -> HttpResponse:
    """Looking for hands, in progress, built: briefs confirmed by two people only."""
    now = timezone.now()
    described = Q(brief__confirmed_at__isnull=False)
    started = [
        work(p, now) for p in _needs(described, Status.MANDATED, Status.IN_DEVELOPMENT)
    ]
    undescribed = Q(brief=None) | Q(brief__confirmed_at=None)
    context = {
        "looking": [w for w in started if not w.taken],
        "in_progress": [w for w in started if w.taken],
        "built": [work(p, now) for p in _needs(Q(), Status.IN_TEST)],
        "undescribed": _needs(undescribed, Status.MANDATED).count(),
        "repository": settings.GITHUB["REPOSITORY"],
    }
    return render(request, "site/develop/develop.html", context)


def _needs(where: Q, *statuses: Status) -> ProposalQuerySet:
    """The needs with their briefs, issues, values and supports, longest wait first."""
    found = Proposal.objects.filter(where, status__in=statuses).select_related("brief")
    listed = with_counts(with_wordings(found, reader_language()))
    return listed.prefetch_related("mirror_links__repository").order_by(
        "brief__confirmed_at", "number"
    )[:A_SECTION]


def work(proposal: Proposal, now: datetime) -> Work:
    brief = getattr(proposal, "brief", None)
    since = brief.confirmed_at if brief else None
    if proposal.status != Status.MANDATED:
        since = None
    return Work(
        proposal=proposal,
        need=choice(proposal),
        link=next(iter(proposal.mirror_links.all()), None),
        waiting=(now - since).days if since else None,
    )
