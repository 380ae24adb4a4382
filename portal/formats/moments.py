"""Days and moments in words. Legal times always name their zone."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from integrations.zones import zone_name


def _local(at: date | datetime) -> date | datetime:
    if isinstance(at, datetime) and timezone.is_aware(at):
        return timezone.localtime(at)
    return at


def day(at: date | datetime | None) -> str:
    """“21 novembre 2026” or “November 21, 2026”, in the portal's time zone."""
    if at is None:
        return ""
    return _said(date_format(_local(at), "DATE_FORMAT"))


def _said(words: str) -> str:
    """In French the first day of a month is an ordinal, the only one."""
    french = (get_language() or "fr").startswith("fr")
    return f"1er{words[1:]}" if french and words.startswith("1 ") else words


def month_day(at: date | datetime) -> str:
    """“1er décembre” or “December 1”, where the year is plain."""
    return _said(date_format(_local(at), "MONTH_DAY_FORMAT"))


def short_day(at: date | datetime | None) -> str:
    """“21 nov.” in narrow places; with the year unless it is this one."""
    if at is None:
        return ""
    local, this_year = _local(at), timezone.localdate().year
    style = "DAY_SHORT" if local.year == this_year else "DAY_AND_YEAR_SHORT"
    return _said(date_format(local, style))


def moment(at: datetime | None) -> str:
    """The day, the hour and the name of the zone, for opening and closing times."""
    if at is None:
        return ""
    return _("%(day)s at %(hour)s (%(zone)s)") % {
        "day": day(at),
        "hour": date_format(_local(at), "TIME_FORMAT"),
        "zone": zone_name(at),
    }


def zoned(label: object) -> str:
    """“Ouverture (heure de l’Est)”: a field for a moment says what zone it reads."""
    return _("%(label)s (%(zone)s)") % {
        "label": label,
        "zone": zone_name(timezone.now()),
    }


zoned_lazy = lazy(zoned, str)
