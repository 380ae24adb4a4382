"""Members come and go: one tap each, the same on every tablet."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.decisions import bylaw
from governance.decisions.gate import check_hour, demand, held, said
from governance.decisions.models import Meeting, Presence, Tap
from governance.journal.actions import record
from governance.membership.models import Membership, Person
from governance.refusals import MoveNotAllowed


class Mark(models.TextChoices):
    ARRIVED = "arrived", gettext_lazy("arrived")
    LEFT = "left", gettext_lazy("left")
    UNDONE = "undone", gettext_lazy("undone")


KEY_MAX = 80


@dataclass(frozen=True)
class Written:
    """One press: who made it, when, and the hour it stands for. ``sheet``: the hour was
    read from paper; else a tablet kept it while the network was down, or it is now."""

    by: Person
    at: datetime
    hour: datetime
    sheet: bool = False

    @property
    def facts(self) -> dict[str, object]:
        if self.hour == self.at:
            return {}
        name = "hour_on_sheet" if self.sheet else "hour_kept"
        return {name: self.hour.isoformat()}


@transaction.atomic
def mark(
    meeting: Meeting,
    membership: Membership,
    *,
    by: Person,
    at: datetime,
    what: str,
    key: str,
    hour: datetime | None = None,
    sheet: bool = False,
) -> Presence | None:
    """Write that a member came, left, or that the last mark was a slip.

    ``key`` is that of the press: heard once, whoever sends it again. ``hour`` is that
    of the sheet (``sheet``), or of a tap kept while the network was down; without it,
    now. Gives the stay concerned, None when a slip took it away. The journal names the
    line of the sheet, never the person.
    """
    row = held(meeting, by)
    readable = 0 < len(key) <= KEY_MAX and key.isascii() and key.isprintable()
    demand(what in Mark.values and readable, _("Choose what to mark."))
    _check_called(row, membership)
    _heard, first = Tap.objects.get_or_create(meeting=row, key=key)
    last = _last(row, membership.person)
    if not first:
        return last
    press = Written(by, at, hour or at, sheet and hour is not None)
    check_hour(row, press.hour, at)
    if what == Mark.UNDONE:
        return _undo(row, last, press)
    if what == Mark.LEFT:
        return _leave(row, last, press)
    return _arrive(row, last, membership, press)


def _check_called(meeting: Meeting, membership: Membership) -> None:
    if meeting.cancelled_at is not None or meeting.notice_sent_on is None:
        raise MoveNotAllowed(
            _("Attendance begins once the notice was sent (%(article)s).")
            % {"article": bylaw.article(meeting.bylaw_ref)}
        )
    day = bylaw.local_day(meeting.starts_at)
    ended = membership.until is not None and membership.until <= day
    demand(
        membership.cooperative_id == meeting.cooperative_id
        and membership.since <= day
        and not ended,
        _("This person is not a member of the co-op on the day of the meeting."),
    )


def _last(meeting: Meeting, person: Person) -> Presence | None:
    stays = meeting.presences.filter(person=person)
    return stays.order_by("-arrived_at", "-number").first()


def _arrive(
    meeting: Meeting, last: Presence | None, membership: Membership, press: Written
) -> Presence:
    if last is not None and last.left_at is None:
        _check_same(last, press)
        return last
    if last is not None and last.left_at is not None:
        demand(
            last.left_at <= press.hour,
            _("This person left at %(left)s: they cannot have come back at %(hour)s.")
            % {"left": said(last.left_at), "hour": said(press.hour)},
        )
    number = meeting.presences.aggregate(last=Max("number"))["last"] or 0
    stay = Presence.objects.create(
        meeting=meeting,
        person=membership.person,
        number=number + 1,
        votes=membership.voting_right,
        arrived_at=press.hour,
        recorded_at=press.at,
        written=press.sheet,
    )
    _journal("meeting.arrival_marked", meeting, stay, press)
    return stay


def _check_same(here: Presence, press: Written) -> None:
    """Two tablets that mark one arrival agree; a sheet may say another hour."""
    demand(
        not press.sheet or said(press.hour) == said(here.arrived_at),
        _(
            "This person is already marked as arrived at %(first)s; the sheet says "
            "%(sheet)s. The first mark stands. To write the hour of the sheet, undo it."
        )
        % {"first": said(here.arrived_at), "sheet": said(press.hour)},
    )


def _leave(meeting: Meeting, here: Presence | None, press: Written) -> Presence:
    if here is None:
        raise MoveNotAllowed(
            _("This person is not marked as arrived: mark the arrival first.")
        )
    if here.left_at is not None:
        return here
    demand(
        here.arrived_at <= press.hour,
        _("This person came at %(first)s: they cannot have left at %(hour)s.")
        % {"first": said(here.arrived_at), "hour": said(press.hour)},
    )
    here.left_at = press.hour
    here.written = here.written or press.sheet
    here.save(update_fields=["left_at", "written"])
    _journal("meeting.departure_marked", meeting, here, press)
    return here


def _undo(meeting: Meeting, last: Presence | None, press: Written) -> Presence | None:
    """The last mark of the person goes: a departure first, else the arrival."""
    if last is None:
        return None
    _journal("meeting.mark_undone", meeting, last, press)
    if last.left_at is not None:
        last.left_at = None
        last.save(update_fields=["left_at"])
        return last
    last.delete()
    return None


def _journal(verb: str, meeting: Meeting, stay: Presence, press: Written) -> None:
    facts = {"line": stay.number} | press.facts
    record(verb, meeting, by=press.by, at=press.at, facts=facts)
