"""A question is put to the meeting, and closed with its answer."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from governance.decisions import bylaw
from governance.decisions.actions.holding import check_quorum, on_sheet
from governance.decisions.gate import check_hour, demand, held_with
from governance.decisions.models import Meeting, Point, Presence
from governance.decisions.polling import cancel_poll, open_poll, seal_poll
from governance.journal.actions import record
from governance.membership.models import Person
from governance.refusals import MoveNotAllowed

SHORTEST, LONGEST = 2, 60  # minutes a vote by telephone stays open


@transaction.atomic
def open_question(
    point: Point,
    *,
    by: Person,
    at: datetime,
    moved_by: Person | None = None,
    seconded_by: Person | None = None,
    minutes: int = 5,
    on_paper: bool = False,
    hour: datetime | None = None,
) -> Point:
    """Put a question, with a quorum in the room; one at a time (a constraint too).

    ``minutes`` is how long a vote by telephone stays open: its closing is sealed with
    its rules. ``on_paper`` takes that vote with ballots instead, when the network is
    down: the subject stays the one of the notice. ``hour`` is that of the sheet, for a
    vote already held in the room.
    """
    row, found = held_with(point, by)
    when = hour or at
    if on_paper:
        found.mode = Point.Mode.PAPER
    _check_may_open(row, found, hour)
    check_hour(row, when, at)
    _check_within(row, when)
    found.voters = check_quorum(row, when)
    found.moved_by, found.seconded_by = _movers(row, moved_by, seconded_by)
    found.opened_at, found.entered_at = when, at if hour else None
    if found.mode == Point.Mode.ONLINE:
        demand(
            SHORTEST <= minutes <= LONGEST,
            _("A vote by telephone stays open between %(least)s and %(most)s minutes.")
            % {"least": SHORTEST, "most": LONGEST},
        )
        found.round = open_poll(row, found, by, at, timedelta(minutes=minutes))
    _save(found)
    if hour is None:
        row.current = found
        row.save(update_fields=["current"])
    facts = {"point": found.pk, "voters": found.voters} | on_sheet(hour)
    record("question.opened", row, by=by, at=at, facts=facts)
    return found


@transaction.atomic
def undo_question(point: Point, *, by: Person, at: datetime) -> Point:
    """A wrong press: the question was not put. A vote by telephone that was opened is
    cancelled in public; what was typed for the count is forgotten."""
    row, found = held_with(point, by)
    if not found.is_open:
        raise MoveNotAllowed(_("This question is not open."))
    if found.round is not None:
        cancel_poll(found.round, by, at)
    found.counts.all().delete()
    found.opened_at = found.entered_at = found.voters = found.round = None
    found.moved_by = found.seconded_by = None
    if found.needs.exists():
        found.mode = Point.Mode.ONLINE
    found.save()
    record("question.undone", row, by=by, at=at, facts={"point": found.pk})
    return found


@transaction.atomic
def close_question(point: Point, *, by: Person, at: datetime) -> Point:
    """Close and show the result. Two counts agree, or one had a witness; a vote by
    telephone is counted by the portal once its time is over."""
    row, found = held_with(point, by)
    if not found.is_open:
        raise MoveNotAllowed(_("This question is not open."))
    facts: dict[str, object] = {"point": found.pk}
    if found.round is not None:
        seal_poll(found.round, at)
    else:
        facts |= _settle(found)
    found.closed_at = found.opened_at if found.entered_at else at
    found.save()
    record("question.closed", row, by=by, at=at, facts=facts)
    return found


def _check_may_open(meeting: Meeting, point: Point, hour: datetime | None) -> None:
    if not point.is_question:
        raise MoveNotAllowed(
            _("This point is for information: there is no vote on it.")
        )
    if point.opened_at is not None:
        raise MoveNotAllowed(_("This question was already put to the meeting."))
    if meeting.opened_at is None:
        raise MoveNotAllowed(_("Open the meeting first."))
    if hour is None and meeting.closed_at is not None:
        raise MoveNotAllowed(
            _("The meeting is over. Give the hour that stands on the sheet.")
        )
    if hour is not None and not point.is_counted_here:
        raise MoveNotAllowed(
            _("Only a vote counted in the room can be written down from a sheet.")
        )
    if meeting.points.filter(opened_at__isnull=False, closed_at=None).exists():
        raise MoveNotAllowed(_("Another question is open: close it first."))


def _check_within(meeting: Meeting, hour: datetime) -> None:
    over = meeting.closed_at is not None and hour > meeting.closed_at
    demand(
        meeting.opened_at is not None and hour >= meeting.opened_at and not over,
        _("This hour is not between the opening and the end of the meeting."),
    )


def _movers(
    meeting: Meeting, moved_by: Person | None, seconded_by: Person | None
) -> tuple[Person | None, Person | None]:
    """Members with a vote who are on the attendance list, two different ones."""
    demand(
        moved_by is None or moved_by != seconded_by,
        _("One person moves a resolution, another one seconds it."),
    )
    for person in filter(None, (moved_by, seconded_by)):
        demand(
            Presence.objects.filter(
                meeting=meeting, person=person, votes=True
            ).exists(),
            _("Only a member with the right to vote who is present moves or seconds."),
        )
    return moved_by, seconded_by


def _settle(point: Point) -> dict[str, object]:
    """The count on which two people agree."""
    counts = list(point.counts.all())
    once = len(counts) == 1 and counts[0].witnessed
    agreed = once or (len(counts) == 2 and counts[0].lines == counts[1].lines)
    if not agreed:
        raise MoveNotAllowed(
            _("Type the count twice, by two people, or once with a witness.")
        )
    for name in ("in_favour", "against", "abstained", "spoiled", "choices"):
        setattr(point, name, getattr(counts[0], name))
    if point.choices:
        return {
            "choices": point.choices,
            "ballots": point.in_favour,
            "spoiled": point.spoiled,
        }
    return _answered(point)


def _answered(point: Point) -> dict[str, object]:
    reached = bylaw.verdict(
        point.in_favour or 0, point.against or 0, point.threshold, point.comparison
    )
    return {
        "in_favour": point.in_favour,
        "against": point.against,
        "abstained": point.abstained,
        "spoiled": point.spoiled,
        "verdict": str(reached),
    }


def _save(point: Point) -> None:
    """The constraint has the last word on whether another question is open."""
    try:
        with transaction.atomic():
            point.save()
    except IntegrityError as taken:
        raise MoveNotAllowed(_("Another question is open: close it first.")) from taken
