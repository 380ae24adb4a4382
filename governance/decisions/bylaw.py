"""What the by-law of a co-op asks of a meeting, and what its votes mean. Pure.

The figures are those the co-op entered, with the article they come from. The Act
respecting cooperatives (RLRQ c. C-67.2) leaves the period and the manner of the notice
to the by-law, and lets a special meeting decide only on the subjects of its notice.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

EARLIEST = timedelta(hours=4)  # doors open, before the hour of the notice
LONGEST = timedelta(hours=16)  # a meeting is over by then


class Verdict(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIE = "tie"


def local_day(at: datetime) -> date:
    """The day in the portal's time zone, whatever the hour is there or in UTC."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


def last_notice_day(starts_at: datetime, notice_days: int) -> date:
    """Whole days, the day of the meeting not counted: 15 days before 30 May is 15 May."""
    return local_day(starts_at) - timedelta(days=notice_days)


def first_meeting_day(sent_on: date, notice_days: int) -> date:
    return sent_on + timedelta(days=notice_days)


def article(reference: str) -> str:
    """“by-law, art. 6”; says so where the co-op has not entered its article."""
    if reference:
        return _("by-law, %(article)s") % {"article": reference}
    return _("by-law, article not entered in the portal")


def is_of_the_meeting(hour: datetime, starts_at: datetime) -> bool:
    """Whether an hour can be one of this meeting."""
    return starts_at - EARLIEST <= hour <= starts_at + LONGEST


def verdict(in_favour: int, against: int, threshold: str, comparison: str) -> Verdict:
    """Of the votes cast for and against; abstentions and spoiled ballots do not count.

    Nobody for and nobody against adopts nothing. A tie is told apart under one half.
    """
    cast = in_favour + against
    if not cast:
        return Verdict.REJECTED
    share, needed = Fraction(in_favour, cast), Fraction(threshold)
    if share > needed or (comparison == "at_least" and share == needed):
        return Verdict.ADOPTED
    tied = in_favour == against and needed == Fraction(1, 2)
    return Verdict.TIE if tied else Verdict.REJECTED
