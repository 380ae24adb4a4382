"""The roadmap for everyone: what is built now, next and later, within a capacity."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.roadmap.models import Cycle
from governance.roadmap.queries import board, current_cycle, waiting_for_a_place
from portal.site.boards.board import capacity, columns, shares
from portal.site.boards.gate import steered_by
from portal.site.coops.asked_built import asked_built
from portal.site.votes.shown import choice, current_wordings


@require_safe
def roadmap(request: HttpRequest) -> HttpResponse:
    """The running cycle, or the one asked for by ``?cycle=``."""
    steered = steered_by(request.user)
    theirs = waiting_for_a_place().filter(cooperative__in=steered)
    waiting = theirs.prefetch_related(current_wordings())
    context = {
        "steers": bool(steered),
        "waiting": [choice(need) for need in waiting] if steered else [],
        "cycles": Cycle.objects.all(),
        "asked_built": asked_built(["mission"]),
    }
    if cycle := _cycle(request.GET.get("cycle", "")):
        shown = board(cycle)
        shared = shares(shown)
        context |= {
            "cycle": cycle,
            "board": shown,
            "columns": columns(shown, {c.pk for c in steered}),
            "shares": shared,
            "stack": capacity(shown, shared),
        }
    return render(request, "site/boards/roadmap.html", context)


def _cycle(asked: str) -> Cycle | None:
    """The cycle asked for; an unknown one means the running one."""
    named = {str(cycle.pk): cycle for cycle in Cycle.objects.all()}
    return named.get(asked) or current_cycle(timezone.localdate())
