"""The health of the mirror: what stands where, when it was last checked, whose turn."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from integrations import outbox
from integrations.github import budget
from integrations.github.vouching import HELD_BACK
from integrations.models import Heard, Repository
from portal.site.develop import sides


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Open to everyone: a mirror that stopped must not look alive."""
    now = timezone.now()
    conflicts = request.GET.get("show") == "conflicts"
    stuck, needs = outbox.stuck_needs("github")
    page, lines = sides.page_of(
        request.GET.get("page"), now, needs, only_waiting=conflicts
    )
    context = {
        "lines": lines,
        "page": page,
        "conflicts": conflicts,
        "repositories": Repository.objects.order_by("full_name"),
        "paused": budget.paused(now),
        "waiting": outbox.due(now + timedelta(days=1), "github").count(),
        "held": Heard.objects.filter(fate__in=HELD_BACK).count(),
        "stuck": stuck,
    }
    return render(request, "site/develop/mirror.html", context)
