"""General meetings: held with its results, under way, coming, being prepared."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from governance.decisions import actions
from governance.decisions.models import Meeting
from governance.membership.models import Cooperative, Membership, Person, Seat
from portal.demo.people import Cast
from portal.demo.places import data
from portal.demo.sittings import MINUTE, Held
from portal.demo.timeline import Timeline

DAY = timedelta(days=1)
POINT = {"title_fr", "title_en", "text_fr", "text_en", "mode", "threshold"}


class Meetings:
    """Lays the life of each meeting on the line of time."""

    def __init__(
        self, timeline: Timeline, coops: dict[str, Cooperative], cast: Cast
    ) -> None:
        self.timeline, self.coops, self.cast = timeline, coops, cast
        self.found: dict[str, Meeting] = {}

    def lay(self) -> None:
        for key, row in data("meetings").items():
            self.timeline.at(row["called"], self._act(self._call, key, row))
            if "noticed" in row:
                self.timeline.at(row["noticed"], self._act(self._notice, key, row))
            if "chair" in row:
                self._hold(key, row, self._starts(row))

    def _act(self, act: Any, key: str, row: dict[str, Any]) -> Any:
        return lambda at: act(key, row, at)

    def _on(self, moment: datetime, act: Any) -> None:
        self.timeline.at((moment - self.timeline.now) / DAY, act)

    def _starts(self, row: dict[str, Any]) -> datetime:
        """At its hour of its day; or a while ago, for one that is under way."""
        if "minutes_ago" in row:
            ago = self.timeline.now - row["minutes_ago"] * MINUTE
            return ago.replace(minute=ago.minute // 5 * 5, second=0, microsecond=0)
        day = self.timeline.date(row["day"])
        return timezone.make_aware(datetime.combine(day, time(*row["hour"])))

    def host(self, row: dict[str, Any]) -> Person:
        return self.cast.holder(row["coop"], Seat.Role.COORDINATOR)

    def _call(self, key: str, row: dict[str, Any], at: datetime) -> None:
        by = self.host(row)
        meeting = actions.call_meeting(
            self.coops[row["coop"]], by=by, at=at, kind=row["kind"],
            starts_at=self._starts(row), place=row["place"],
        )  # fmt: skip
        self._scale(meeting)
        self.found[key] = meeting
        for point in row["points"]:
            told = {name: words for name, words in point.items() if name in POINT}
            actions.add_point(meeting, by=by, at=at, **told)

    def _scale(self, meeting: Meeting) -> None:
        """A demo with fewer members than the co-op really has gets a smaller quorum."""
        most = len(self.voters(meeting)) * 2 // 3
        if meeting.quorum_members >= most:
            meeting.quorum_members = max(2, most - 2)
            meeting.save(update_fields=["quorum_members"])

    def voters(self, meeting: Meeting) -> list[Membership]:
        rows = meeting.cooperative.memberships.voting(
            timezone.localdate(meeting.starts_at)
        )
        return list(rows.select_related("person").order_by("member_number"))

    def _notice(self, key: str, row: dict[str, Any], at: datetime) -> None:
        actions.send_notice(
            self.found[key], by=self.host(row), at=at, sent_on=timezone.localdate(at)
        )

    def _hold(self, key: str, row: dict[str, Any], starts: datetime) -> None:
        """Doors, opening, each point, and the end of a meeting that is over."""
        held = Held(self, key, row)
        pace = row.get("pace", 15)
        self._on(starts - 30 * MINUTE, held.arrivals)
        self._on(starts + 2 * MINUTE, held.open)
        for number, point in enumerate(row["points"]):
            if "minutes_ago" in row and number and "mode" not in point:
                break  # not come to yet
            moment = starts + (5 + pace * number) * MINUTE
            self._on(moment, held.taking(number, point))
        if "minutes_ago" not in row:
            end = starts + (5 + pace * len(row["points"])) * MINUTE
            self._on(end, held.close)
