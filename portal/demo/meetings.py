"""General meetings: one held with its results, one coming, one being prepared."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from governance.decisions import actions
from governance.decisions.models import Meeting, Point
from governance.membership.models import Cooperative, Membership, Person, Seat
from portal.demo.people import Cast
from portal.demo.places import data
from portal.demo.timeline import Timeline

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
STAYED_HOME = 3  # one voter in so many


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
        past = data("meetings")["past"]
        self._hold(past, self._starts(past))

    def _act(self, act: Any, key: str, row: dict[str, Any]) -> Any:
        return lambda at: act(key, row, at)

    def _on(self, moment: datetime, act: Any) -> None:
        self.timeline.at((moment - self.timeline.now) / DAY, act)

    def _starts(self, row: dict[str, Any]) -> datetime:
        day = self.timeline.date(row["day"])
        return timezone.make_aware(datetime.combine(day, time(*row["hour"])))

    def _host(self, row: dict[str, Any]) -> Person:
        return self.cast.holder(row["coop"], Seat.Role.COORDINATOR)

    def _call(self, key: str, row: dict[str, Any], at: datetime) -> None:
        by = self._host(row)
        meeting = actions.call_meeting(
            self.coops[row["coop"]], by=by, at=at, kind=row["kind"],
            starts_at=self._starts(row), place=row["place"],
        )  # fmt: skip
        self._scale(meeting)
        self.found[key] = meeting
        for point in row["points"]:
            told = {name: words for name, words in point.items() if name != "votes"}
            actions.add_point(meeting, by=by, at=at, **told)

    def _scale(self, meeting: Meeting) -> None:
        """A demo with fewer members than the co-op really has gets a smaller quorum."""
        most = len(self._voters(meeting)) * 2 // 3
        if meeting.quorum_members >= most:
            meeting.quorum_members = max(2, most - 2)
            meeting.save(update_fields=["quorum_members"])

    def _voters(self, meeting: Meeting) -> list[Membership]:
        rows = meeting.cooperative.memberships.voting(
            timezone.localdate(meeting.starts_at)
        )
        return list(rows.select_related("person").order_by("member_number"))

    def _notice(self, key: str, row: dict[str, Any], at: datetime) -> None:
        actions.send_notice(
            self.found[key], by=self._host(row), at=at, sent_on=timezone.localdate(at)
        )

    def _hold(self, row: dict[str, Any], starts: datetime) -> None:
        self._on(starts - 30 * MINUTE, lambda at: self._arrivals(row, at))
        self._on(starts + 2 * MINUTE, lambda at: self._open(row, at))
        for number, point in enumerate(row["points"]):
            moment = starts + (10 + 15 * number) * MINUTE
            self._on(moment, self._taking(row, number, point))
        end = starts + (10 + 15 * len(row["points"])) * MINUTE
        self._on(end, lambda at: self._close(row, at))

    def _arrivals(self, row: dict[str, Any], at: datetime) -> None:
        """Two voters in three, a minute apart."""
        meeting = self.found["past"]
        for place, member in enumerate(self._voters(meeting)):
            if place % STAYED_HOME:
                actions.mark(
                    meeting, member, by=self._host(row), at=at + place * MINUTE,
                    what="arrived", key=f"demo-{place}",
                )  # fmt: skip

    def _open(self, row: dict[str, Any], at: datetime) -> None:
        meeting, by = self.found["past"], self._host(row)
        one, two = row["scrutineers"]
        actions.name_officers(
            meeting, by=by, at=at, chair=row["chair"], scrutineer_one=one,
            scrutineer_two=two,
        )  # fmt: skip
        actions.open_meeting(meeting, by=by, at=at)

    def _taking(self, row: dict[str, Any], number: int, point: dict[str, Any]) -> Any:
        return lambda at: self._take(row, number, point, at)

    def _take(
        self, row: dict[str, Any], number: int, told: dict[str, Any], at: datetime
    ) -> None:
        meeting, by = self.found["past"], self._host(row)
        point = meeting.points.get(position=number + 1)
        if not point.is_question:
            actions.go_to(point, by=by, at=at)
            return
        movers = [stay.person for stay in meeting.presences.all()[number : number + 2]]
        actions.open_question(
            point, by=by, at=at, moved_by=movers[0], seconded_by=movers[1]
        )
        self._count(point, told["votes"], by, at)
        actions.close_question(point, by=by, at=at + 3 * MINUTE)

    def _count(
        self, point: Point, shares: list[float], by: Person, at: datetime
    ) -> None:
        point.refresh_from_db()
        room = point.voters or 0
        in_favour, against = (round(share * room) for share in shares)
        secretary = self.cast.holder(
            point.meeting.cooperative.slug, Seat.Role.SECRETARY
        )
        for typist in (by, secretary):
            actions.type_count(
                point,
                by=typist,
                at=at + 2 * MINUTE,
                in_favour=in_favour,
                against=against,
                abstained=room - in_favour - against,
            )

    def _close(self, row: dict[str, Any], at: datetime) -> None:
        actions.close_meeting(self.found["past"], by=self._host(row), at=at)
