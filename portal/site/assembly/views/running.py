"""Running a meeting: one thing at a time, one large button."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.decisions import actions, meetings
from governance.decisions.models import Meeting
from governance.refusals import NotAllowed, Refusal
from governance.voting.models import Declared
from portal.site.assembly import counted, shown, wall, words
from portal.site.assembly.forms.running import (
    AskForm,
    CastingForm,
    HourForm,
    OfficersForm,
    count_form,
)
from portal.site.assembly.gate import for_those_who_run
from portal.site.assembly.hours import on_the_day
from portal.site.assembly.views.agenda import find_point
from portal.site.needs.gate import PersonRequest

CONFLICT, UNPROCESSABLE, FORBIDDEN, BAD_REQUEST = 409, 422, 403, 400


class Unreadable(Exception):
    """The form of an act does not read; it is shown again."""

    def __init__(self, form: forms.Form) -> None:
        self.form = form


@for_those_who_run
def meeting_run(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """``do`` names the act, “ask:7” on point 7; the page comes back as it stands."""
    if request.method != "POST":
        return _page(request, meeting)
    name, _colon, pk = request.POST.get("do", "").partition(":")
    act = ACTS.get(name)
    if act is None:
        return _page(
            request, meeting, refused=_("Choose what to do."), status=BAD_REQUEST
        )
    try:
        said = act(request, meeting, pk)
    except Unreadable as wrong:
        return _page(request, meeting, {name: wrong.form}, status=UNPROCESSABLE)
    except Refusal as refusal:
        status = getattr(refusal, "status", CONFLICT)
        return _page(request, meeting, refused=str(refusal), status=status)
    except NotAllowed as refusal:
        return _page(request, meeting, refused=str(refusal), status=FORBIDDEN)
    if said:
        messages.success(request, said)
    return redirect("meeting_run", pk=meeting.pk)


def _read(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise Unreadable(form)
    return form.cleaned_data


def _open(request: PersonRequest, meeting: Meeting, _pk: str) -> str:
    hour = on_the_day(meeting, _read(HourForm(request.POST))["hour"])
    actions.open_meeting(meeting, by=request.user, at=timezone.now(), hour=hour)
    return _("The meeting is open.")


def _close(request: PersonRequest, meeting: Meeting, _pk: str) -> str:
    hour = on_the_day(meeting, _read(HourForm(request.POST))["hour"])
    actions.close_meeting(meeting, by=request.user, at=timezone.now(), hour=hour)
    return _("The meeting is closed. The draft minutes are ready.")


def _reopen(request: PersonRequest, meeting: Meeting, _pk: str) -> str:
    actions.reopen_meeting(meeting, by=request.user, at=timezone.now())
    return _("The meeting goes on.")


def _officers(request: PersonRequest, meeting: Meeting, _pk: str) -> str:
    names = _read(OfficersForm(request.POST))
    actions.name_officers(meeting, by=request.user, at=timezone.now(), **names)
    return _("The names are kept for the minutes.")


def _go(request: PersonRequest, meeting: Meeting, pk: str) -> str:
    actions.go_to(find_point(meeting, pk), by=request.user, at=timezone.now())
    return ""


def _ask(request: PersonRequest, meeting: Meeting, pk: str) -> str:
    point = find_point(meeting, pk)
    facts = _read(AskForm(request.POST, meeting=meeting, point=point))
    facts["hour"] = on_the_day(meeting, facts.get("hour"))
    actions.open_question(point, by=request.user, at=timezone.now(), **facts)
    return _("The question is open.")


def _count(request: PersonRequest, meeting: Meeting, pk: str) -> str:
    point = find_point(meeting, pk)
    figures = _read(count_form(point, request.POST))
    keep = actions.type_choices if point.is_choice else actions.type_count
    keep(point, by=request.user, at=timezone.now(), **figures)
    return _("The count is kept.")


def _erase(request: PersonRequest, meeting: Meeting, pk: str) -> str:
    actions.erase_counts(find_point(meeting, pk), by=request.user, at=timezone.now())
    return _("The counts are erased. Count again.")


def _undo(request: PersonRequest, meeting: Meeting, pk: str) -> str:
    actions.undo_question(find_point(meeting, pk), by=request.user, at=timezone.now())
    return _("The question was not put. Nothing of it is kept.")


def _end(request: PersonRequest, meeting: Meeting, pk: str) -> str:
    point = actions.end_vote(
        find_point(meeting, pk), by=request.user, at=timezone.now()
    )
    declared = Declared.objects.get(round=point.round_id)
    if declared.everyone:
        return _("Everyone has answered: the vote is closed.")
    return _("The vote closes in one minute; the wall counts down.")


def _tie(request: PersonRequest, meeting: Meeting, pk: str) -> str:
    facts = _read(CastingForm(request.POST))
    point = find_point(meeting, pk)
    actions.break_tie(point, by=request.user, at=timezone.now(), **facts)
    return _("The vote of the chair is written down; it is on the wall.")


def _settle(request: PersonRequest, meeting: Meeting, pk: str) -> str:
    actions.close_question(find_point(meeting, pk), by=request.user, at=timezone.now())
    return _("The question is closed; its result is on the wall.")


ACTS: dict[str, Callable[[PersonRequest, Meeting, str], str]] = {
    "open": _open,
    "close": _close,
    "reopen": _reopen,
    "officers": _officers,
    "go": _go,
    "ask": _ask,
    "count": _count,
    "erase": _erase,
    "undo": _undo,
    "end": _end,
    "settle": _settle,
    "tie": _tie,
}


def _page(
    request: PersonRequest,
    meeting: Meeting,
    wrong: dict[str, forms.Form] | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """Everything the chair's side needs, as it stands in the database."""
    meeting.refresh_from_db()
    now = timezone.now()
    told = wall.wall(meeting, now)
    points = shown.points(meeting)
    asked = (wrong or {}).get("ask")
    at = asked.point.pk if isinstance(asked, AskForm) else meeting.current_id
    context = {
        "meeting": meeting,
        "title": words.title(meeting),
        "rule": words.rule(meeting),
        "state": shown.state(meeting),
        "wall": told,
        "points": points,
        "refused": refused,
        "now": next((p for p in points if p.point.pk == at), None),
        "open_point": next((p for p in points if p.state == "open"), None),
    }
    context |= _around(meeting, points)
    context |= _forms(request, meeting, context, wrong or {})
    return render(request, "site/assembly/run.html", context, status=status)


def _around(meeting: Meeting, points: list[shown.Shown]) -> dict[str, Any]:
    before, after = meetings.neighbours([p.point for p in points], meeting.current_id)
    return {"before": before, "after": after}


def _forms(
    request: PersonRequest,
    meeting: Meeting,
    context: dict[str, Any],
    wrong: dict[str, forms.Form],
) -> dict[str, Any]:
    """The forms of the moment; one that did not read comes back filled in."""
    found: dict[str, Any] = {
        "hour_form": wrong.get("open") or wrong.get("close") or HourForm(),
        "officers_form": wrong.get("officers") or OfficersForm(initial=vars(meeting)),
    }
    now, asked = context["now"], context["open_point"]
    if now is not None and now.state == "waiting" and asked is None:
        found["ask_form"] = wrong.get("ask") or AskForm(
            meeting=meeting, point=now.point
        )
    if now is not None and meetings.tie_waits(now.point):
        found["casting_form"] = wrong.get("tie") or CastingForm()
    if asked is not None and asked.point.is_counted_here:
        counting = meetings.counting(asked.point)
        mine = [c for c in counting.counts if c.typed_by_id == request.user.pk]
        found["counting"] = counting
        found["mine"] = mine[0] if mine else None
        found["differences"] = [
            (counted.lines(asked.point)[name], one, two)
            for name, one, two in counting.differences
        ]
        found["count_form"] = wrong.get("count") or count_form(
            asked.point, initial=mine[0].lines if mine else None
        )
    return found
