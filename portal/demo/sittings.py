"""A meeting as it is held: who comes, the questions, their counts, the chair."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from governance.decisions import actions
from governance.decisions.models import Meeting, Point
from governance.membership.models import Person, Seat

if TYPE_CHECKING:
    from portal.demo.meetings import Meetings

MINUTE = timedelta(minutes=1)
STAYED_HOME = 3  # one voter in so many


class Held:
    """What happens in the hall, act by act."""

    def __init__(self, story: "Meetings", key: str, row: dict[str, Any]) -> None:
        self.story, self.key, self.row = story, key, row

    @property
    def meeting(self) -> Meeting:
        return self.story.found[self.key]

    @property
    def by(self) -> Person:
        return self.story.host(self.row)

    def arrivals(self, at: datetime) -> None:
        """Two voters in three, a minute apart."""
        for place, member in enumerate(self.story.voters(self.meeting)):
            if place % STAYED_HOME:
                actions.mark(
                    self.meeting, member, by=self.by, at=at + place * MINUTE,
                    what="arrived", key=f"demo-{place}",
                )  # fmt: skip

    def open(self, at: datetime) -> None:
        one, two = self.row["scrutineers"]
        actions.name_officers(
            self.meeting, by=self.by, at=at, chair=self.row["chair"],
            scrutineer_one=one, scrutineer_two=two,
        )  # fmt: skip
        actions.open_meeting(self.meeting, by=self.by, at=at)

    def taking(self, number: int, told: dict[str, Any]) -> Callable[[datetime], None]:
        return lambda at: self._take(number, told, at)

    def _take(self, number: int, told: dict[str, Any], at: datetime) -> None:
        by, point = self.by, self.meeting.points.get(position=number + 1)
        if not point.is_question:
            actions.go_to(point, by=by, at=at)
            return
        movers = [s.person for s in self.meeting.presences.all()[number : number + 2]]
        actions.open_question(
            point, by=by, at=at, moved_by=movers[0], seconded_by=movers[1]
        )
        if "counted_once" in told:  # the second count is still to come
            self._count(point, told["counted_once"], self._hands()[:1], at)
            return
        self._count(point, told["votes"], self._hands(), at)
        actions.close_question(point, by=by, at=at + 3 * MINUTE)
        if "casting" in told:
            facts = {k: told[k] for k in ("casting", "reason_fr", "reason_en")}
            actions.break_tie(point, by=by, at=at + 4 * MINUTE, **facts)

    def _hands(self) -> list[Person]:
        """The two who type what the scrutineers counted."""
        place = self.meeting.cooperative.slug
        secretary = self.story.cast.holder(place, Seat.Role.SECRETARY)
        # The coordinator counts second in a count that waits: her page has work.
        return [secretary, self.by]

    def _count(
        self, point: Point, shares: list[float], hands: list[Person], at: datetime
    ) -> None:
        point.refresh_from_db()
        room = point.voters or 0
        in_favour, against = (round(share * room) for share in shares)
        for typist in hands:
            actions.type_count(
                point, by=typist, at=at + 2 * MINUTE, in_favour=in_favour,
                against=against, abstained=room - in_favour - against,
            )  # fmt: skip

    def close(self, at: datetime) -> None:
        actions.close_meeting(self.meeting, by=self.by, at=at)
