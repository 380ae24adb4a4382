"""The agenda: add a point, change it, move it, take it out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.decisions import actions
from governance.decisions.models import Meeting, Point
from governance.refusals import Refusal
from portal.site.assembly import shown, words
from portal.site.assembly.forms.agenda import PointForm, facts_of
from portal.site.assembly.gate import for_those_who_run
from portal.site.boards.gate import attempt
from portal.site.errors import refused
from portal.site.needs.gate import PersonRequest


@for_those_who_run
def meeting_agenda(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """The points in order, and a form for one more."""
    if request.method == "POST" and "move" in request.POST:
        return _move(request, meeting)
    posted = request.POST if request.method == "POST" else None
    form, status = PointForm(posted, meeting=meeting), 200
    if posted is not None:
        added, status = attempt(
            form,
            lambda: actions.add_point(
                meeting, by=request.user, at=timezone.now(), **form.facts()
            ),
        )
        if added:
            messages.success(request, _("The point is on the agenda."))
            return redirect("meeting_agenda", pk=meeting.pk)
    return _page(request, meeting, "agenda", form, status, points=shown.points(meeting))


@for_those_who_run
def meeting_point(request: PersonRequest, meeting: Meeting, point: int) -> HttpResponse:
    """Change one point, until it is put to the meeting."""
    found = find_point(meeting, point)
    posted = request.POST if request.method == "POST" else None
    form, status = PointForm(posted, meeting=meeting, initial=facts_of(found)), 200
    if posted is not None:
        changed, status = attempt(
            form,
            lambda: actions.change_point(
                found, by=request.user, at=timezone.now(), **form.facts()
            ),
        )
        if changed:
            messages.success(request, _("The point is changed."))
            return redirect("meeting_agenda", pk=meeting.pk)
    return _page(request, meeting, "point", form, status, point=found)


def find_point(meeting: Meeting, pk: object) -> Point:
    try:
        found = meeting.points.filter(pk=pk).first()
    except (ValueError, OverflowError, TypeError):
        found = None
    if found is None:
        raise Http404(_("There is no such point on this agenda."))
    return found


def _move(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """``move`` is “earlier:7”, “later:7” or “out:7”."""
    how, _colon, pk = request.POST["move"].partition(":")
    point, now = find_point(meeting, pk), timezone.now()
    try:
        if how == "out":
            actions.remove_point(point, by=request.user, at=now)
        else:
            actions.move_point(point, by=request.user, at=now, earlier=how == "earlier")
    except Refusal as refusal:
        return refused(request, refusal)
    return redirect("meeting_agenda", pk=meeting.pk)


def _page(
    request: PersonRequest,
    meeting: Meeting,
    name: str,
    form: PointForm,
    status: int,
    **more: Any,
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "title": words.title(meeting),
        "rule": words.rule(meeting),
        "form": form,
    }
    return render(request, f"site/assembly/{name}.html", context | more, status=status)
