"""Meetings as anyone reads them: when, where, about what, and what came out."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.decisions import meetings, permissions
from portal.site.assembly import shown, words
from portal.site.assembly.gate import find_meeting, run_by

A_PAGE = 12


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Coming and past; those in preparation for the people who run them."""
    mine, now = run_by(request.user), timezone.now()
    announced = meetings.listed().announced()
    coming = announced.coming(now).order_by("starts_at", "pk")
    past = announced.exclude(pk__in=coming.values("pk")).order_by("-starts_at", "-pk")
    page = Paginator(past, A_PAGE).get_page(request.GET.get("page"))
    prepared = meetings.listed().filter(
        cooperative__in=mine, notice_sent_on=None, cancelled_at=None
    )
    context = {
        "coming": [shown.Card(m) for m in coming],
        "prepared": [shown.Card(m) for m in prepared],
        "past": [shown.Card(m) for m in page.object_list],
        "page": page,
        "may_call": bool(mine),
    }
    return render(request, "site/assembly/list.html", context)


@require_safe
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Date, place, agenda, results; figures of attendance, never a name."""
    meeting = find_meeting(pk, request.user)
    now = timezone.now()
    told = meetings.meter(meeting, now)
    context = {
        "meeting": meeting,
        "title": words.title(meeting),
        "state": shown.state(meeting),
        "badge": shown.badge(meeting),
        "points": shown.points(meeting),
        "rule": words.rule(meeting),
        "quorum": words.quorum(told) if meeting.opened_at else "",
        "attended": meetings.attended(meeting) if meeting.opened_at else 0,
        "may_run": permissions.can_run_meetings(request.user, meeting.cooperative),
    }
    return render(request, "site/assembly/detail.html", context)
