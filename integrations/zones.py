"""The name of the portal's time zone, as mails, pages and the sandbox say it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

EASTERN = {"America/Toronto", "America/Montreal"}


def zone_name(at: datetime) -> str:
    """The zone in words where we have them, else its short name at that moment."""
    if settings.TIME_ZONE in EASTERN:
        return _("Eastern Time")
    short = at.astimezone(ZoneInfo(settings.TIME_ZONE)).tzname() or settings.TIME_ZONE
    return f"UTC{short}" if short.startswith(("+", "-")) else short
