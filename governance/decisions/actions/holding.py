"""The sitting: opened with a quorum, led from point to point, closed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.decisions import bylaw, quorum
from governance.decisions.gate import check_hour, demand, held, held_with, line, stays
from governance.decisions.models import NAME_MAX, Meeting, Point
from governance.journal.actions import record
from governance.membership.models import Person
from governance.refusals import MoveNotAllowed


@transaction.atomic
def open_meeting(
    meeting: Meeting, *, by: Person, at: datetime, hour: datetime | None = None
) -> Meeting:
    """With a notice sent in time and a quorum in the room; ``hour`` as on the sheet."""
    row = held(meeting, by)
    if row.opened_at is not None:
        return row
    if row.cancelled_at is not None:
        raise MoveNotAllowed(_("This meeting was cancelled."))
    if row.notice_sent_on is None:
        raise MoveNotAllowed(
            _(
                "No notice was sent: the meeting cannot decide anything. The by-law asks "
                "for %(days)s days (%(article)s)."
            )
            % {"days": row.notice_days, "article": bylaw.article(row.bylaw_ref)}
        )
    when = hour or at
    check_hour(row, when, at)
    check_quorum(row, when)
    row.opened_at = when
    row.current = row.points.first()
    row.save(update_fields=["opened_at", "current"])
    record("meeting.opened", row, by=by, at=at, facts=on_sheet(hour))
    return row


@transaction.atomic
def close_meeting(
    meeting: Meeting, *, by: Person, at: datetime, hour: datetime | None = None
) -> Meeting:
    row = held(meeting, by)
    if not row.is_running:
        raise MoveNotAllowed(_("This meeting is not under way."))
    if row.points.filter(opened_at__isnull=False, closed_at=None).exists():
        raise MoveNotAllowed(_("A question is open: close it, or undo its opening."))
    when = hour or at
    check_hour(row, when, at)
    last = row.points.order_by("-closed_at").exclude(closed_at=None).first()
    floor = max(filter(None, [row.opened_at, last.closed_at if last else None]))
    demand(when >= floor, _("The meeting cannot end before its last vote."))
    row.closed_at = when
    row.save(update_fields=["closed_at"])
    record("meeting.closed", row, by=by, at=at, facts=on_sheet(hour))
    return row


@transaction.atomic
def reopen_meeting(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """A wrong press on “close”: the sitting goes on, and the journal says so."""
    row = held(meeting, by)
    if row.closed_at is None:
        return row
    row.closed_at = None
    row.save(update_fields=["closed_at"])
    record("meeting.reopened", row, by=by, at=at)
    return row


@transaction.atomic
def name_officers(
    meeting: Meeting,
    *,
    by: Person,
    at: datetime,
    chair: str,
    scrutineer_one: str,
    scrutineer_two: str,
) -> Meeting:
    """Who chairs and who counts, as the minutes name them; not in the journal."""
    row = held(meeting, by)
    row.chair = line(chair, NAME_MAX)
    row.scrutineer_one = line(scrutineer_one, NAME_MAX)
    row.scrutineer_two = line(scrutineer_two, NAME_MAX)
    demand(
        row.scrutineer_one == "" or row.scrutineer_one != row.scrutineer_two,
        _("The two scrutineers are two people."),
    )
    row.save(update_fields=["chair", "scrutineer_one", "scrutineer_two"])
    record("meeting.officers_named", row, by=by, at=at)
    return row


@transaction.atomic
def go_to(point: Point, *, by: Person, at: datetime) -> Meeting:
    """Show this point on the wall; not while another one is being voted on."""
    row, found = held_with(point, by)
    if row.opened_at is None:
        raise MoveNotAllowed(_("Open the meeting first."))
    asked = row.points.filter(opened_at__isnull=False, closed_at=None).first()
    if asked is not None and asked.pk != found.pk:
        raise MoveNotAllowed(
            _("The question “%(title)s” is open: close it, or undo its opening.")
            % {"title": asked.title_fr}
        )
    row.current = found
    row.save(update_fields=["current"])
    record("meeting.moved_on", row, by=by, at=at, facts={"point": found.pk})
    return row


def check_quorum(meeting: Meeting, hour: datetime) -> int:
    """How many voters are there at that hour; ``MoveNotAllowed`` when too few."""
    here = quorum.present_at(stays(meeting), hour)
    missing = meeting.quorum_members - here
    if missing > 0:
        sentence = ngettext(
            "There is no quorum: %(missing)s person is missing (%(here)s of %(needed)s; "
            "%(article)s).",
            "There is no quorum: %(missing)s people are missing (%(here)s of %(needed)s; "
            "%(article)s).",
            missing,
        )
        raise MoveNotAllowed(
            sentence
            % {
                "missing": missing,
                "here": here,
                "needed": meeting.quorum_members,
                "article": bylaw.article(meeting.bylaw_ref),
            }
        )
    return here


def on_sheet(hour: datetime | None) -> dict[str, object]:
    """What the journal says of an act written down afterwards."""
    return {"hour_on_sheet": hour.isoformat()} if hour else {}
