"""What pages show of meetings: cards, points with their answers."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.decisions import meetings
from governance.decisions.models import Meeting, Point
from governance.decisions.quorum import Meter
from portal.site import charts
from portal.site.assembly import counted, words
from portal.site.languages import in_language


@dataclass(frozen=True)
class Shown:
    """A point of the agenda and where it stands. Sentences are made when asked for, in
    the language of the moment."""

    point: Point
    number: int
    current: bool = False

    @property
    def title(self) -> str:
        return in_language(self.point, "title")

    @property
    def text(self) -> str:
        return in_language(self.point, "text")

    @property
    def how(self) -> str:
        return words.how(self.point)

    @property
    def threshold(self) -> str:
        return words.threshold(self.point)

    @property
    def headline(self) -> str:
        return words.headline(self.point)

    @property
    def detail(self) -> str:
        return words.detail(self.point)

    @property
    def sheet_rows(self) -> list[tuple[str, str]]:
        return counted.sheet_rows(self.point)

    @property
    def after_tie(self) -> str:
        return words.after_tie(self.point)

    @property
    def late(self) -> str:
        return words.late(self.point)

    @property
    def chart(self) -> charts.Chart | None:
        return words.bars(self.point)

    @property
    def state(self) -> str:
        """info, waiting, open or closed."""
        if not self.point.is_question:
            return "info"
        if self.point.closed_at:
            return "closed"
        return "open" if self.point.opened_at else "waiting"

    @property
    def results_url(self) -> str:
        round = self.point.round
        if round is None or round.sealed_at is None:
            return ""
        return reverse("round_results", args=[round.pk])


def points(meeting: Meeting) -> list[Shown]:
    return [
        Shown(point, number, point.pk == meeting.current_id)
        for number, point in enumerate(meetings.points_of(meeting), start=1)
    ]


def state(meeting: Meeting) -> str:
    """prepared, called, running, over or cancelled."""
    if meeting.cancelled_at:
        return "cancelled"
    if meeting.closed_at:
        return "over"
    if meeting.opened_at:
        return "running"
    return "called" if meeting.notice_sent_on else "prepared"


def badge(meeting: Meeting) -> tuple[str, str]:
    """The state in a word, and its tone."""
    told = {
        "prepared": (_("In preparation"), "plain"),
        "called": (_("Coming"), "sky"),
        "running": (_("Now"), "maple"),
        "over": (_("Held"), "evergreen"),
        "cancelled": (_("Cancelled"), "plain"),
    }
    return told[state(meeting)]


@dataclass(frozen=True)
class Card:
    meeting: Meeting

    @property
    def title(self) -> str:
        return words.title(self.meeting)

    @property
    def badge(self) -> tuple[str, str]:
        return badge(self.meeting)

    @property
    def url(self) -> str:
        return reverse("meeting_detail", args=[self.meeting.pk])


def quorum_meter(told: Meter) -> charts.Meter:
    """The quorum as a bar, its sentence above."""
    return charts.Meter(
        label=words.quorum(told),
        value=told.present,
        maximum=max(told.needed, told.present, 1),
        note=words.present(told),
        mark=told.needed,
        tone="evergreen" if told.is_met else "maple",
    )


def meter(meeting: Meeting, at: datetime) -> charts.Meter:
    return quorum_meter(meetings.meter(meeting, at))
