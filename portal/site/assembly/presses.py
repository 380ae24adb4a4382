"""A press on the attendance page, read from its form."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from governance.decisions.gate import InvalidMeeting
from governance.decisions.models import Meeting
from governance.membership.models import Membership
from portal.site.assembly.forms.running import HourForm
from portal.site.assembly.hours import on_the_day

LONGEST_KEPT = timedelta(days=2)


@dataclass(frozen=True)
class Press:
    """What was pressed, for whom; ``hour`` where it is not now."""

    what: str
    membership: Membership
    key: str
    hour: datetime | None
    sheet: bool


def read(meeting: Meeting, posted: QueryDict) -> Press:
    """``tap`` is “arrived:12”; ``hour`` is read from the sheet, ``kept`` is the moment
    of a tap that waited in the page for the network."""
    what, _colon, member = posted.get("tap", "").partition(":")
    hour = _from_sheet(meeting, posted)
    key = posted.get("key", "")
    return Press(
        what=what,
        membership=_member(meeting, member),
        key=key if posted.get("whole") else f"{key[:40]}:{what}:{member}",
        hour=hour or _kept(posted.get("kept", "")),
        sheet=hour is not None,
    )


def _member(meeting: Meeting, pk: str) -> Membership:
    found = None
    if pk.isascii() and pk.isdigit() and len(pk) < 19:
        rows = Membership.objects.select_related("person")
        found = rows.filter(pk=pk, cooperative_id=meeting.cooperative_id).first()
    if found is None:
        raise Http404(_("There is no such member of this co-op."))
    return found


def _from_sheet(meeting: Meeting, posted: QueryDict) -> datetime | None:
    form = HourForm(posted)
    if not form.is_valid():
        raise InvalidMeeting(_("Write the hour like 19:05."))
    return on_the_day(meeting, form.cleaned_data["hour"])


def _kept(text: str) -> datetime | None:
    """A tablet whose clock runs ahead is brought back to now."""
    try:
        moment = parse_datetime(text) if text else None
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment):
        return None
    now = timezone.now()
    if not now - LONGEST_KEPT < moment < now + LONGEST_KEPT:
        raise InvalidMeeting(
            _("This mark waited too long, or the clock of this device is wrong.")
        )
    return now if now < moment < now + timedelta(hours=1) else moment
