"""The developers' board: what is mandated, described and waiting for hands."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.proposals.lifecycle import Status
from integrations.models import Repository
from portal.site.develop import board
from portal.site.develop.answering import answer_times
from portal.site.develop.filters import Filters

FIRST_TASKS = 5


@require_safe
def develop(request: HttpRequest) -> HttpResponse:
    """Looking for hands, in progress, built: briefs confirmed by two people only."""
    now, filters = timezone.now(), Filters(request.GET)
    where = filters.where(now)
    page = board.page_of(board.looking(where), request.GET.get("page"))
    begun, built = board.in_progress(where), board.needs(where, Status.IN_TEST)
    first = board.looking(where & board.FIRST_TASK)[:FIRST_TASKS]
    first_tasks, looking, in_progress, made = board.works(
        first, page, begun[: board.A_PAGE], built[: board.A_PAGE], now=now
    )
    undescribed = Q(brief=None) | Q(brief__confirmed_at=None)
    context = {
        "filters": filters,
        "first_tasks": first_tasks,
        "page": page,
        "looking": looking,
        "in_progress": in_progress,
        "built": made,
        "undescribed": board.needs(undescribed, Status.MANDATED).count(),
        "answer_times": answer_times(now),
        "repositories": Repository.objects.exclude(html_url="").order_by("full_name"),
    }
    return render(request, "site/develop/develop.html", context)
