"""A meeting is called: when, where, and its notice in time."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.decisions import bylaw, permissions
from governance.decisions.gate import demand, held, line, passage
from governance.decisions.models import PLACE_MAX, POINT_TEXT_MAX, Meeting
from governance.journal.actions import record
from governance.membership.models import Cooperative, Person
from governance.refusals import MoveNotAllowed, allow

FURTHEST = timedelta(days=731)


@transaction.atomic
def call_meeting(
    cooperative: Cooperative,
    *,
    by: Person,
    at: datetime,
    kind: str,
    starts_at: datetime,
    place: str,
) -> Meeting:
    """Fix the day and the place, while the by-law still leaves time for the notice."""
    allow(
        permissions.can_run_meetings(by, cooperative),
        _("Only the coordinator or the secretary of the co-op may call its meetings."),
    )
    meeting = Meeting(
        cooperative=cooperative,
        kind=kind,
        starts_at=starts_at,
        place=line(place, PLACE_MAX),
        notice_days=cooperative.notice_days,
        quorum_members=cooperative.quorum_members,
        bylaw_ref=cooperative.bylaw_ref,
        casting_vote_ref=cooperative.casting_vote_ref,
        called_by=by,
    )
    _check(meeting, at)
    meeting.save(force_insert=True)
    record("meeting.called", meeting, by=by, at=at, facts=_facts(meeting))
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, by: Person, at: datetime, starts_at: datetime, place: str
) -> Meeting:
    """Another day or place, as long as no notice was sent."""
    row = held(meeting, by)
    if row.notice_sent_on or row.cancelled_at:
        raise MoveNotAllowed(
            _(
                "The notice was sent with this date and this place. Cancel this meeting "
                "and call another one."
            )
        )
    row.starts_at, row.place = starts_at, line(place, PLACE_MAX)
    _check(row, at)
    row.save(update_fields=["starts_at", "place"])
    record("meeting.changed", row, by=by, at=at, facts=_facts(row))
    return row


@transaction.atomic
def send_notice(
    meeting: Meeting, *, by: Person, at: datetime, sent_on: date
) -> Meeting:
    """Say on which day the notice went to every member; not undone."""
    row = held(meeting, by)
    if row.notice_sent_on or row.cancelled_at:
        raise MoveNotAllowed(_("The notice of this meeting was already dealt with."))
    demand(
        sent_on <= bylaw.local_day(at), _("The notice cannot be sent on a day to come.")
    )
    demand(
        bylaw.local_day(row.starts_at) - sent_on < FURTHEST,
        _("The notice cannot be older than two years."),
    )
    demand(sent_on <= row.last_notice_day, _too_late(row, sent_on))
    demand(
        row.points.exists(),
        _("Write the agenda first: the notice says what the meeting will deal with."),
    )
    row.notice_sent_on = sent_on
    row.save(update_fields=["notice_sent_on"])
    facts = {"sent_on": sent_on.isoformat(), "points": row.points.count()}
    record("meeting.notice_sent", row, by=by, at=at, facts=facts)
    return row


@transaction.atomic
def cancel_meeting(
    meeting: Meeting, *, by: Person, at: datetime, reason_fr: str, reason_en: str
) -> Meeting:
    """It will not be held; the reason is public where the notice was."""
    row = held(meeting, by)
    if row.opened_at or row.cancelled_at:
        raise MoveNotAllowed(_("A meeting that was opened cannot be cancelled."))
    row.cancel_reason_fr = passage(reason_fr, POINT_TEXT_MAX)
    row.cancel_reason_en = passage(reason_en, POINT_TEXT_MAX)
    demand(
        bool(row.cancel_reason_fr and row.cancel_reason_en),
        _("Say why, in French and in English."),
    )
    row.cancelled_at = at
    row.save(update_fields=["cancel_reason_fr", "cancel_reason_en", "cancelled_at"])
    record("meeting.cancelled", row, by=by, at=at)
    return row


def _check(meeting: Meeting, at: datetime) -> None:
    demand(meeting.kind in Meeting.Kind.values, _("Choose the kind of meeting."))
    demand(meeting.place != "", _("Say where the meeting is held."))
    demand(
        at < meeting.starts_at < at + FURTHEST,
        _("The meeting must be on a day to come, within two years."),
    )
    today = bylaw.local_day(at)
    demand(today <= meeting.last_notice_day, _too_late(meeting, today))


def _too_late(meeting: Meeting, on: date) -> str:
    """Why the day does not do, which article says so, and which day would."""
    first = bylaw.first_meeting_day(on, meeting.notice_days)
    return _(
        "The notice goes out at least %(days)s days before the meeting (%(article)s). "
        "For this meeting the last day was %(last)s. A notice sent on %(sent)s allows a "
        "meeting from %(first)s on."
    ) % {
        "days": meeting.notice_days,
        "article": bylaw.article(meeting.bylaw_ref),
        "last": date_format(meeting.last_notice_day, "DATE_FORMAT"),
        "sent": date_format(on, "DATE_FORMAT"),
        "first": date_format(first, "DATE_FORMAT"),
    }


def _facts(meeting: Meeting) -> dict[str, object]:
    starts = timezone.localtime(meeting.starts_at)
    return {"kind": str(meeting.kind), "starts_at": starts.isoformat()}
