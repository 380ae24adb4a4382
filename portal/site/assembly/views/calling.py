"""Calling a meeting, changing its day, sending its notice, calling it off."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance.decisions import actions, bylaw
from governance.decisions.models import Meeting
from governance.refusals import NotAllowed
from portal.site.assembly import shown, words
from portal.site.assembly.forms.calling import (
    CancelForm,
    MeetingForm,
    NoticeForm,
    PlaceForm,
)
from portal.site.assembly.gate import for_those_who_run, run_by
from portal.site.assembly.hours import weekday
from portal.site.boards.gate import attempt
from portal.site.needs.gate import PersonRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: PersonRequest) -> HttpResponse:
    """The portal says at once until when the notice may go out."""
    places = run_by(request.user)
    if not places:
        raise NotAllowed(
            _("Only the coordinator or the secretary of a co-op may call its meetings.")
        )
    posted = request.POST if request.method == "POST" else None
    form, status = MeetingForm(posted, places=places), 200
    if posted is not None:
        called, status = attempt(form, lambda: _call(request, form))
        if called:
            messages.success(
                request, _("The meeting is called. Write its agenda, then its notice.")
            )
            return redirect("meeting_agenda", pk=called.pk)
    context = {
        "form": form,
        "places": [(p, bylaw.article(p.bylaw_ref)) for p in places],
    }
    return render(request, "site/assembly/new.html", context, status=status)


def _call(request: PersonRequest, form: MeetingForm) -> Meeting:
    return actions.call_meeting(by=request.user, at=timezone.now(), **form.cleaned_data)


@for_those_who_run
def meeting_edit(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """Another day or place, before the notice."""
    given = {"starts_at": timezone.localtime(meeting.starts_at), "place": meeting.place}
    posted = request.POST if request.method == "POST" else None
    form, status = PlaceForm(posted, initial=given), 200
    if posted is not None:
        changed, status = attempt(
            form,
            lambda: actions.change_meeting(
                meeting, by=request.user, at=timezone.now(), **form.cleaned_data
            ),
        )
        if changed:
            messages.success(request, _("The day and the place are changed."))
            return redirect("meeting_notice", pk=meeting.pk)
    return _page(request, meeting, "edit", {"form": form}, status)


@for_those_who_run
def meeting_cancel(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form, status = CancelForm(posted), 200
    if posted is not None:
        gone, status = attempt(
            form,
            lambda: actions.cancel_meeting(
                meeting, by=request.user, at=timezone.now(), **form.cleaned_data
            ),
        )
        if gone:
            messages.success(request, _("The meeting is cancelled; its page says why."))
            return redirect("meeting_detail", pk=meeting.pk)
    return _page(request, meeting, "cancel", {"form": form}, status)


@for_those_who_run
def meeting_notice(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """The letter in French and in English, and the day on which it was sent."""
    posted = request.POST if request.method == "POST" else None
    form, status = NoticeForm(posted, initial={"sent_on": timezone.localdate()}), 200
    if posted is not None:
        sent, status = attempt(
            form,
            lambda: actions.send_notice(
                meeting, by=request.user, at=timezone.now(), **form.cleaned_data
            ),
        )
        if sent:
            messages.success(
                request, _("The notice is marked as sent: the meeting is announced.")
            )
            return redirect("meeting_notice", pk=meeting.pk)
    more = {
        "form": form,
        "points": shown.points(meeting),
        "weekday": lazy(weekday, str)(meeting.starts_at),
        "days_left": (meeting.last_notice_day - timezone.localdate()).days,
    }
    return _page(request, meeting, "notice", more, status)


def _page(
    request: PersonRequest,
    meeting: Meeting,
    name: str,
    more: dict[str, Any],
    status: int,
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "title": words.title(meeting),
        "state": shown.state(meeting),
        # Said in the language of the letter it stands in.
        "rule": lazy(words.rule, str)(meeting),
    }
    return render(request, f"site/assembly/{name}.html", context | more, status=status)
