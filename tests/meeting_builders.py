"""General meetings in each of their states, reached through the actions."""

import itertools
from datetime import date, datetime, timedelta
from typing import Any

from governance.decisions import actions
from governance.decisions.bylaw import local_day
from governance.decisions.models import Meeting, Point
from governance.membership.models import Cooperative, Membership, Person

_keys = itertools.count(1)
HOUR = timedelta(hours=1)


def called(
    cooperative: Cooperative, *, by: Person, at: datetime, **more: Any
) -> Meeting:
    """Called for twenty days after ``at``, in the evening."""
    facts: dict[str, Any] = {
        "kind": Meeting.Kind.ANNUAL,
        "starts_at": at + timedelta(days=20, hours=9, minutes=30),
        "place": "Salle communautaire",
    }
    return actions.call_meeting(cooperative, by=by, at=at, **facts | more)


def with_points(
    meeting: Meeting, *modes: str, by: Person, at: datetime, **more: Any
) -> list[Point]:
    return [
        actions.add_point(
            meeting, by=by, at=at, mode=mode,
            title_fr=f"Point {n}", title_en=f"Point {n}", **more,
        )
        for n, mode in enumerate(modes or ("info", "hands"), start=1)
    ]  # fmt: skip


def noticed(
    meeting: Meeting, *, by: Person, at: datetime, sent_on: date | None = None
) -> Meeting:
    if not meeting.points.exists():
        with_points(meeting, by=by, at=at)
    return actions.send_notice(meeting, by=by, at=at, sent_on=sent_on or local_day(at))


def tap(
    meeting: Meeting, person: Person, what: str = "arrived", *, by: Person, at: datetime,
    **more: Any,
) -> Any:  # fmt: skip
    """A press on the attendance page, each with a key of its own."""
    membership = Membership.objects.get(person=person, cooperative=meeting.cooperative)
    key = more.pop("key", f"tap-{next(_keys)}")
    return actions.mark(meeting, membership, by=by, at=at, what=what, key=key, **more)


def opened(
    cooperative: Cooperative,
    *people: Person,
    by: Person,
    at: datetime,
    modes: tuple[str, ...] = ("info", "hands"),
    **more: Any,
) -> Meeting:
    """Noticed, with these people in the room, and open at its hour."""
    meeting = called(cooperative, by=by, at=at, **more)
    with_points(meeting, *modes, by=by, at=at)
    noticed(meeting, by=by, at=at)
    for person in people:
        tap(meeting, person, by=by, at=meeting.starts_at - HOUR / 2)
    return actions.open_meeting(meeting, by=by, at=meeting.starts_at)
