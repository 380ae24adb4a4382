"""Attendance on a tablet: a large search, one tap, and the quorum in a sentence."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.decisions import actions, meetings
from governance.decisions.actions import Mark
from governance.decisions.meetings import Line
from governance.decisions.models import Meeting, Presence
from governance.letters import fold
from governance.refusals import Refusal
from portal.site.assembly import presses, shown, words
from portal.site.assembly.forms.running import HourForm
from portal.site.assembly.gate import for_those_who_run, read_by_those_who_run
from portal.site.assembly.hours import said
from portal.site.assembly.presses import Press
from portal.site.needs.gate import PersonRequest

CONFLICT = 409
SHOWN = 1500  # lines; beyond, the page shows what is searched for
CLOSED_YET = {"cancelled", "prepared"}


@for_those_who_run
def meeting_attendance(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """The list with its buttons; a press is one form, sent or kept by the page."""
    if request.method == "POST":
        return _pressed(request, meeting)
    return _page(request, meeting)


@read_by_those_who_run
def meeting_presence(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """Where everybody stands, for the other tablets; names stay out of it."""
    lines = {
        str(line.membership): [line.state, hours(line)]
        for line in meetings.attendance(meeting)
        if line.state
    }
    return JsonResponse({"meter": _meter(meeting), "lines": lines})


def _pressed(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    scripted = "application/json" in request.headers.get("Accept", "")
    try:
        press = presses.read(meeting, request.POST)
        stay = _mark(request, meeting, press)
    except Refusal as refusal:
        status = getattr(refusal, "status", CONFLICT)
        if scripted:
            told = {"refused": str(refusal), "meter": _meter(meeting)}
            return JsonResponse(told, status=status)
        return _page(request, meeting, refused=str(refusal), status=status)
    if scripted:
        return JsonResponse(_answer(meeting, press, stay))
    messages.success(request, _said(press, stay))
    return redirect("meeting_attendance", pk=meeting.pk)


def _mark(request: PersonRequest, meeting: Meeting, press: Press) -> Presence | None:
    return actions.mark(
        meeting,
        press.membership,
        by=request.user,
        at=timezone.now(),
        what=press.what,
        key=press.key,
        hour=press.hour,
        sheet=press.sheet,
    )


def _answer(meeting: Meeting, press: Press, stay: Presence | None) -> dict[str, Any]:
    """What the script puts on the line of the member."""
    state = "" if stay is None else "left" if stay.left_at else "here"
    line = {"id": press.membership.pk, "state": state, "hours": _hours_of(stay)}
    return {"line": line, "meter": _meter(meeting)}


def _said(press: Press, stay: Presence | None) -> str:
    name = press.membership.person.get_full_name() or press.membership.member_number
    return f"{name}\u00a0: {_hours_of(stay) or _('not there')}"


def _hours_of(stay: Presence | None) -> str:
    if stay is None:
        return ""
    return _hours(stay.arrived_at, stay.left_at, stay.written)


def hours(line: Line) -> str:
    return _hours(line.arrived_at, line.left_at, line.written)


def _hours(arrived: Any, left: Any, written: bool) -> str:
    """“arrived at 7:05 p.m., left at 9 p.m. (from the sheet)”"""
    if arrived is None:
        return ""
    told = _("arrived at %(hour)s") % {"hour": said(arrived)}
    if left is not None:
        told += _(", left at %(hour)s") % {"hour": said(left)}
    return told + (_(" (from the sheet)") if written else "")


def _meter(meeting: Meeting) -> dict[str, Any]:
    told = meetings.meter(meeting, timezone.now())
    drawn = shown.quorum_meter(told)
    return {
        "quorum": words.quorum(told),
        "present": words.present(told),
        "guests": words.guests(told),
        "percent": drawn.percent,
        "met": told.is_met,
    }


def _page(
    request: PersonRequest, meeting: Meeting, refused: str = "", status: int = 200
) -> HttpResponse:
    lines = meetings.attendance(meeting)
    asked = request.GET.get("q", "")
    found = [line for line in lines if _matches(line, asked)]
    told = meetings.meter(meeting, timezone.now())
    context = {
        "meeting": meeting,
        "title": words.title(meeting),
        "rule": words.rule(meeting),
        "closed_yet": shown.state(meeting) in CLOSED_YET,
        "told": told,
        "sentence": words.quorum(told),
        "present": words.present(told),
        "guests": words.guests(told),
        "drawn": shown.quorum_meter(told),
        "lines": [(line, hours(line), folded(line)) for line in found[:SHOWN]],
        "found": len(found),
        "too_many": len(found) > SHOWN,
        "q": asked,
        "key": uuid.uuid4().hex,
        "hour_form": HourForm(request.POST or None),
        "refused": refused,
        "marks": Mark,
        "words": json.dumps(_for_the_script(), ensure_ascii=False),
        "presence_url": reverse("meeting_presence", args=[meeting.pk]),
    }
    return render(request, "site/assembly/attendance.html", context, status=status)


def folded(line: Line) -> str:
    return fold(f"{line.name} {line.number}")


def _matches(line: Line, asked: str) -> bool:
    there = folded(line)
    return all(part in there for part in fold(asked).split())


def _for_the_script() -> dict[str, str]:
    """Sentences of the script, in the reader's language; %n is a number."""
    return {
        "kept_one": _(
            "The network is down. 1 mark is kept in this page and will be sent."
        ),
        "kept_many": _(
            "The network is down. %n marks are kept in this page and will be sent."
        ),
        "sent": _("The network is back: everything is sent."),
        "signed_out": _(
            "You are signed out. Sign in again in another tab; nothing is lost."
        ),
        "waits": _("kept, waits for the network"),
        "found_none": _("Nobody found. Check the spelling or type the member number."),
        "found_one": _("1 member found."),
        "found_many": _("%n members found."),
    }
