"""The agenda of a meeting: its points, in order."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from governance.decisions import bylaw
from governance.decisions.gate import demand, held, held_with, line, passage
from governance.decisions.models import (
    POINT_TEXT_MAX,
    POINT_TITLE_MAX,
    Meeting,
    Point,
)
from governance.journal.actions import record
from governance.membership.models import Person
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed
from governance.voting.terms import usual_comparison

MOST_POINTS = 60


@transaction.atomic
def add_point(
    meeting: Meeting,
    *,
    by: Person,
    at: datetime,
    title_fr: str,
    title_en: str,
    text_fr: str = "",
    text_en: str = "",
    mode: str = Point.Mode.INFORMATION,
    threshold: str = "1/2",
    needs: Sequence[Proposal] = (),
    max_choices: int = 1,
) -> Point:
    """A point at the end of the agenda. ``needs`` are for a vote by telephone only:
    yes or no on one, a choice of ``max_choices`` among several."""
    row = held(meeting, by)
    _check_agenda(row)
    last = row.points.aggregate(last=Max("position"))["last"] or 0
    demand(row.points.count() < MOST_POINTS, _("The agenda is full."))
    point = Point(meeting=row, position=last + 1)
    _write(point, title_fr, title_en, text_fr, text_en)
    _rule(point, mode, threshold, needs, max_choices)
    point.save(force_insert=True)
    point.needs.set(needs)
    facts = {"point": point.pk, "mode": str(mode)}
    record("meeting.point_added", row, by=by, at=at, facts=facts)
    return point


@transaction.atomic
def change_point(
    point: Point,
    *,
    by: Person,
    at: datetime,
    title_fr: str,
    title_en: str,
    text_fr: str = "",
    text_en: str = "",
    mode: str = Point.Mode.INFORMATION,
    threshold: str = "1/2",
    needs: Sequence[Proposal] = (),
    max_choices: int = 1,
) -> Point:
    """Other words or another way to vote, until the question was put."""
    row, found = held_with(point, by)
    _check_agenda(row)
    _check_not_put(found)
    _write(found, title_fr, title_en, text_fr, text_en)
    _rule(found, mode, threshold, needs, max_choices)
    found.save()
    found.needs.set(needs)
    facts = {"point": found.pk, "mode": str(mode)}
    record("meeting.point_changed", row, by=by, at=at, facts=facts)
    return found


@transaction.atomic
def remove_point(point: Point, *, by: Person, at: datetime) -> None:
    row, found = held_with(point, by)
    _check_agenda(row)
    _check_not_put(found)
    record("meeting.point_removed", row, by=by, at=at, facts={"point": found.pk})
    found.delete()


@transaction.atomic
def move_point(point: Point, *, by: Person, at: datetime, earlier: bool) -> Point:
    """Change places with the point before (``earlier``) or after; at an end, nothing."""
    row, found = held_with(point, by)
    _check_agenda(row)
    others = row.points.filter(position__lt=found.position).order_by("-position")
    if not earlier:
        others = row.points.filter(position__gt=found.position).order_by("position")
    other = others.first()
    if other is None:
        return found
    mine, theirs = found.position, other.position
    for moved, place in ((found, 0), (other, mine), (found, theirs)):
        moved.position = place
        moved.save(update_fields=["position"])
    facts = {"point": found.pk, "position": theirs}
    record("meeting.point_moved", row, by=by, at=at, facts=facts)
    return found


def _check_agenda(meeting: Meeting) -> None:
    if meeting.cancelled_at or meeting.closed_at:
        raise MoveNotAllowed(_("This meeting is over: its agenda stays as it is."))
    if meeting.agenda_is_locked:
        raise MoveNotAllowed(
            _(
                "A special meeting decides only on the subjects of its notice (Act "
                "respecting cooperatives; %(article)s). The notice is sent: the agenda "
                "does not change any more."
            )
            % {"article": bylaw.article(meeting.bylaw_ref)}
        )


def _check_not_put(point: Point) -> None:
    if point.opened_at is not None:
        raise MoveNotAllowed(_("This question was put to the meeting: it stays."))


def _write(
    point: Point, title_fr: str, title_en: str, text_fr: str, text_en: str
) -> None:
    point.title_fr = line(title_fr, POINT_TITLE_MAX)
    point.title_en = line(title_en, POINT_TITLE_MAX)
    point.text_fr = passage(text_fr, POINT_TEXT_MAX)
    point.text_en = passage(text_en, POINT_TEXT_MAX)
    demand(
        bool(point.title_fr and point.title_en),
        _("Give the point a title in French and in English."),
    )


def _rule(
    point: Point, mode: str, threshold: str, needs: Sequence[Proposal], max_choices: int
) -> None:
    demand(mode in Point.Mode.values, _("Choose how members answer."))
    demand(_is_a_majority(threshold), _("Choose the majority that is needed."))
    point.mode, point.threshold = mode, threshold
    point.comparison = usual_comparison(threshold)
    point.max_choices = max_choices if len(needs) > 1 else 1
    _check_needs(point, needs)


def _is_a_majority(threshold: str) -> bool:
    try:
        return Fraction(1, 2) <= Fraction(threshold) <= 1
    except (ValueError, ZeroDivisionError):
        return False


def _check_needs(point: Point, needs: Sequence[Proposal]) -> None:
    if point.mode != Point.Mode.ONLINE:
        demand(
            not needs,
            _("Needs are voted on by telephone or computer, with a secret ballot."),
        )
        return
    demand(bool(needs), _("Choose the need that members vote on."))
    demand(
        1 <= point.max_choices <= max(1, len(needs)),
        _("The number of choices must be between one and the number of needs."),
    )
    for need in needs:
        demand(
            need.cooperative_id == point.meeting.cooperative_id
            and need.status == Status.UNDER_REVIEW,
            _("Need no. %(number)s was not accepted for a vote of this co-op.")
            % {"number": need.number},
        )
