"""What boards decide, and the general meetings of members."""

from governance.decisions.models.decision import REASONS_MAX, REFERENCE_MAX, Decision
from governance.decisions.models.meeting import (
    NAME_MAX,
    PLACE_MAX,
    Meeting,
    MeetingQuerySet,
)
from governance.decisions.models.point import (
    POINT_TEXT_MAX,
    POINT_TITLE_MAX,
    Count,
    Point,
)
from governance.decisions.models.presence import Presence, Tap

__all__ = [
    "NAME_MAX",
    "PLACE_MAX",
    "POINT_TEXT_MAX",
    "POINT_TITLE_MAX",
    "REASONS_MAX",
    "REFERENCE_MAX",
    "Count",
    "Decision",
    "Meeting",
    "MeetingQuerySet",
    "Point",
    "Presence",
    "Tap",
]
