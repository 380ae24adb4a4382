"""The first two beats of every act on a meeting: its row is locked, the person may."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance import guard
from governance.decisions import bylaw, permissions
from governance.decisions.models import Meeting, Point, Presence
from governance.decisions.quorum import Stay
from governance.membership.models import Person
from governance.prose import tidy
from governance.refusals import MoveNotAllowed, Refusal, allow

CLOCKS_DIFFER = 90  # seconds a tablet's clock may be ahead


class InvalidMeeting(Refusal):
    """What was typed cannot be kept, or the by-law does not allow it (422)."""

    status = 422


def held(meeting: Meeting, by: Person) -> Meeting:
    """The meeting as it stands, ours until the commit: two tablets take turns."""
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    allow(
        permissions.can_run_meetings(by, row.cooperative),
        _("Only the coordinator or the secretary of the co-op may run its meetings."),
    )
    return row


def held_with(point: Point, by: Person) -> tuple[Meeting, Point]:
    """The point as it stands, with its meeting locked."""
    meeting = held(point.meeting, by)
    found = Point.objects.filter(pk=point.pk, meeting=meeting).first()
    if found is None:
        raise MoveNotAllowed(_("This point is no longer on the agenda."))
    return meeting, found


def demand(holds: bool, sentence: object) -> None:
    if not holds:
        raise InvalidMeeting(sentence)


def stays(meeting: Meeting) -> list[Stay]:
    rows = Presence.objects.filter(meeting=meeting)
    return [Stay(*r) for r in rows.values_list("arrived_at", "left_at", "votes")]


def check_hour(meeting: Meeting, hour: datetime, at: datetime) -> None:
    """An hour read from a sheet is of that meeting, and not to come."""
    demand(
        bylaw.is_of_the_meeting(hour, meeting.starts_at),
        _("%(hour)s is not an hour of this meeting.") % {"hour": said(hour)},
    )
    demand(
        (hour - at).total_seconds() <= CLOCKS_DIFFER,
        _("%(hour)s has not come yet.") % {"hour": said(hour)},
    )


def said(hour: datetime) -> str:
    """“19 h 12”, in the portal's time zone."""
    return date_format(timezone.localtime(hour), "TIME_FORMAT")


def line(text: str, most: int) -> str:
    """One line of text, without health or identity numbers."""
    text = " ".join(tidy(text).split())
    demand(
        len(text) <= most,
        _("This text has %(length)s characters; %(most)s is the most.")
        % {"length": len(text), "most": most},
    )
    guard.refuse_blocked(text)
    return text


def passage(text: str, most: int) -> str:
    text = tidy(text)
    demand(
        len(text) <= most,
        _("This text has %(length)s characters; %(most)s is the most.")
        % {"length": len(text), "most": most},
    )
    guard.refuse_blocked(text)
    return text
