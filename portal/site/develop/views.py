"""The developers' board: what is mandated, described and waiting for hands."""

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.proposals.lifecycle import Status
from portal.site.develop import board
from portal.site.develop.answering import answer_times


@require_safe
def develop(request: HttpRequest) -> HttpResponse:
    """Looking for hands, in progress, built: briefs confirmed by two people only."""
    now, filters = timezone.now(), board.Filters(request.GET)
    where = filters.where(now)
    started = board.works(
        where & board.DESCRIBED, now, Status.MANDATED, Status.IN_DEVELOPMENT
    )
    looking = [work for work in started if not work.taken]
    undescribed = Q(brief=None) | Q(brief__confirmed_at=None)
    context = {
        "filters": filters,
        "first_tasks": [work for work in looking if work.is_first_task],
        "looking": looking,
        "in_progress": [work for work in started if work.taken],
        "built": board.works(where, now, Status.IN_TEST),
        "undescribed": board.needs(undescribed, Status.MANDATED).count(),
        "answer_times": answer_times(now),
        "repository": settings.GITHUB["REPOSITORY"],
    }
    return render(request, "site/develop/develop.html", context)
