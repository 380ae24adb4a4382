"""What prints: the attendance sheet, the question sheets, the draft minutes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from governance.decisions import meetings
from governance.decisions.models import Meeting
from governance.proposals.lifecycle import Status
from portal.site.assembly import shown, words
from portal.site.assembly.gate import read_by_those_who_run
from portal.site.assembly.hours import said
from portal.site.assembly.minutes import Minutes
from portal.site.needs.gate import PersonRequest

SPARE = 8  # empty lines at the end of a sheet


@read_by_those_who_run
def meeting_sheet(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """Blank to sign at the door, or filled with what was recorded (``?filled=1``)."""
    filled = "filled" in request.GET
    lines = meetings.attendance(meeting)
    rows = [(line, said(line.arrived_at), said(line.left_at)) for line in lines]
    if filled:
        rows = [row for row in rows if row[0].state]
    context = {
        "meeting": meeting,
        "title": words.title(meeting),
        "rule": words.rule(meeting),
        "rows": rows,
        "filled": filled,
        "spare": range(0 if filled else SPARE),
        "quorum": words.quorum(meetings.meter(meeting, timezone.now())),
    }
    return render(request, "site/assembly/sheet.html", context)


@read_by_those_who_run
def meeting_questions(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """A page for each question, with room for two counts and the hours."""
    asked = [p for p in shown.points(meeting) if p.point.is_question]
    filled = "filled" in request.GET
    sheets = [p for p in asked if _has_sheet(p, filled)]
    context = {
        "meeting": meeting,
        "title": words.title(meeting),
        "filled": filled,
        "questions": sheets,
        "online": [p for p in asked if p not in sheets],
    }
    return render(request, "site/assembly/questions.html", context)


def _has_sheet(asked: shown.Shown, filled: bool) -> bool:
    """Counted in the room; or a choice that may have to be, should the network drop."""
    ready = asked.point.is_choice and asked.state == "waiting"
    return asked.point.is_counted_here or (ready and not filled)


@read_by_those_who_run
def meeting_minutes(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """The draft, French beside English; nothing is typed again."""
    points = shown.points(meeting)
    context = {
        "meeting": meeting,
        "title": words.title(meeting),
        "minutes": Minutes(meeting, points, meetings.meter(meeting, timezone.now())),
        "decidable": [
            (point, need)
            for point in points
            for need in point.point.needs.all()
            if need.status == Status.VOTED and point.state == "closed"
        ],
    }
    return render(request, "site/assembly/minutes.html", context)
