"""An hour as a sheet says it, put on the day of its meeting."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from governance.decisions.bylaw import EARLIEST
from governance.decisions.models import Meeting


def on_the_day(meeting: Meeting, hour: time | None) -> datetime | None:
    """19:12 on the evening of the meeting; 0:20 after a late one is the day after."""
    if hour is None:
        return None
    starts = timezone.localtime(meeting.starts_at)
    naive = datetime.combine(starts.date(), hour)
    found = timezone.make_aware(naive, timezone.get_default_timezone())
    if found < starts - EARLIEST:
        found = timezone.make_aware(
            naive + timedelta(days=1), timezone.get_default_timezone()
        )
    return found


def said(at: datetime | None) -> str:
    """“19 h 12” or “7:12 p.m.”, in the portal's time zone."""
    return date_format(timezone.localtime(at), "TIME_FORMAT") if at else ""


def weekday(at: datetime) -> str:
    """“samedi” or “Saturday”, in the language of the moment."""
    return date_format(timezone.localtime(at), "l")


def ended(sentence: str) -> str:
    """“7:12 p.m.” ends its own sentence: one full stop is enough."""
    return sentence.replace("p.m..", "p.m.").replace("a.m..", "a.m.")
