"""The draft minutes: facts on record, each said in a sentence of the language asked."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.decisions import bylaw, meetings
from governance.decisions.models import Meeting
from governance.decisions.quorum import Meter
from portal.formats.moments import day
from portal.site.assembly import words
from portal.site.assembly.hours import ended, said
from portal.site.assembly.shown import Shown
from portal.site.languages import in_language


@dataclass(frozen=True)
class Minutes:
    """Sentences are made when the page asks, inside its language block."""

    meeting: Meeting
    points: list[Shown]
    meter: Meter

    @property
    def kind(self) -> str:
        return self.meeting.get_kind_display()

    @property
    def cooperative(self) -> str:
        return in_language(self.meeting.cooperative, "name")

    @property
    def held(self) -> str:
        """When, where."""
        return _("held on %(day)s at %(hour)s, at the following place: %(place)s") % {
            "day": day(self.meeting.starts_at),
            "hour": said(self.meeting.starts_at),
            "place": self.meeting.place,
        }

    @property
    def notice(self) -> str:
        return _(
            "The notice was sent to all members on %(day)s, %(given)s days before the "
            "meeting; the by-law asks for %(asked)s (%(article)s)."
        ) % {
            "day": day(self.meeting.notice_sent_on),
            "given": self._days_given(),
            "asked": self.meeting.notice_days,
            "article": bylaw.article(self.meeting.bylaw_ref),
        }

    def _days_given(self) -> int:
        sent = self.meeting.notice_sent_on
        return (bylaw.local_day(self.meeting.starts_at) - sent).days if sent else 0

    @property
    def opening(self) -> str:
        if self.meeting.opened_at is None:
            return _("The meeting has not been opened.")
        hour = {"hour": said(self.meeting.opened_at)}
        told = ended(_("The meeting is opened at %(hour)s.") % hour)
        if self.meeting.chair:
            chaired = _("%(name)s chairs it.") % {"name": self.meeting.chair}
            told = f"{told} {chaired}"
        return told

    @property
    def scrutineers(self) -> str:
        names = [self.meeting.scrutineer_one, self.meeting.scrutineer_two]
        if not all(names):
            return ""
        return _("The scrutineers are %(one)s and %(two)s.") % {
            "one": names[0],
            "two": names[1],
        }

    @property
    def attendance(self) -> str:
        came = meetings.attended(self.meeting)
        told = ngettext(
            "%(count)s member with the right to vote came.",
            "%(count)s members with the right to vote came.",
            came,
        ) % {"count": came}
        quorum = _("The quorum is %(needed)s (%(article)s).") % {
            "needed": self.meter.needed,
            "article": bylaw.article(self.meeting.bylaw_ref),
        }
        return f"{told} {quorum} {words.quorum(self.meter)}"

    @property
    def closing(self) -> str:
        if self.meeting.closed_at is None:
            return _("The meeting is not closed yet.")
        hour = {"hour": said(self.meeting.closed_at)}
        return ended(_("The meeting is closed at %(hour)s.") % hour)

    @property
    def lines(self) -> list["MinutesPoint"]:
        return [MinutesPoint(point) for point in self.points]


@dataclass(frozen=True)
class MinutesPoint:
    shown: Shown

    @property
    def title(self) -> str:
        return self.shown.title

    @property
    def text(self) -> str:
        return self.shown.text

    @property
    def movers(self) -> str:
        """“Moved by …, seconded by ….”"""
        moved, seconded = self.shown.point.moved_by, self.shown.point.seconded_by
        if moved and seconded:
            names = {"mover": _name(moved), "seconder": _name(seconded)}
            return _("Moved by %(mover)s, seconded by %(seconder)s.") % names
        if moved:
            return _("Moved by %(mover)s.") % {"mover": _name(moved)}
        return ""

    @property
    def outcome(self) -> str:
        point = self.shown.point
        if not point.is_question:
            return ""
        if point.closed_at is None:
            return _("This question was not put to the vote.")
        parts = (self.shown.how, self.shown.detail, self.shown.headline)
        how = _("Put to the vote (%(how)s): %(detail)s %(headline)s") % {
            "how": parts[0],
            "detail": parts[1],
            "headline": parts[2],
        }
        return " ".join(filter(None, (how, self.shown.after_tie, self.shown.threshold)))

    @property
    def hours(self) -> str:
        point = self.shown.point
        if point.closed_at is None:
            return ""
        # A vote by telephone closed at its own hour, whenever it was shown.
        closed = point.round.closes_at if point.round else point.closed_at
        hour = {"hour": said(closed)}
        told = self.shown.late or ended(_("Voted at %(hour)s.") % hour)
        if point.round and hasattr(point.round, "declared"):
            early = _("The chair declared the vote closed before its latest hour.")
            return f"{told} {early}"
        return told


def _name(person: Any) -> str:
    return person.get_full_name() or "…"
