"""Hands or ballots counted in the room, typed by two people."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.decisions.gate import demand, held_with
from governance.decisions.models import Count, Point
from governance.journal.actions import record
from governance.membership.models import Person
from governance.refusals import MoveNotAllowed


@transaction.atomic
def type_count(
    point: Point,
    *,
    by: Person,
    at: datetime,
    in_favour: int,
    against: int,
    abstained: int,
    spoiled: int = 0,
    witnessed: bool = False,
) -> Count:
    """What one person counted. Typed again by the same person, it replaces theirs."""
    row, found = held_with(point, by)
    if not (found.is_open and found.is_counted_here):
        raise MoveNotAllowed(_("Open the question first; then type what was counted."))
    typed = (in_favour, against, abstained, spoiled)
    demand(all(figure >= 0 for figure in typed), _("A count is never below zero."))
    _check_room(found, sum(typed))
    place = _place(found, by)
    count, _made = Count.objects.update_or_create(
        point=found,
        place=place,
        defaults={
            "in_favour": in_favour,
            "against": against,
            "abstained": abstained,
            "spoiled": spoiled,
            "witnessed": witnessed,
            "typed_by": by,
            "typed_at": at,
        },
    )
    facts = {"point": found.pk, "count": place, "witnessed": witnessed}
    record("question.count_typed", row, by=by, at=at, facts=facts)
    return count


@transaction.atomic
def erase_counts(point: Point, *, by: Person, at: datetime) -> None:
    """Count again from nothing, while the question is open."""
    row, found = held_with(point, by)
    if not found.is_open:
        raise MoveNotAllowed(_("This question is not open."))
    found.counts.all().delete()
    record("question.counts_erased", row, by=by, at=at, facts={"point": found.pk})


def _check_room(point: Point, answers: int) -> None:
    """No more hands than people with a vote in the room."""
    room = point.voters or 0
    demand(
        answers <= room,
        _(
            "%(answers)s answers were counted, but %(room)s people with the right to "
            "vote were in the room when the question opened. Count again, or correct the "
            "attendance and put the question again."
        )
        % {"answers": answers, "room": room},
    )


def _place(point: Point, by: Person) -> int:
    """The first count, or the second one: by somebody else, or by the same person over
    their own first one."""
    counts = {count.place: count for count in point.counts.all()}
    for place, count in counts.items():
        if count.typed_by_id == by.pk:
            return place
    free = [place for place in (1, 2) if place not in counts]
    if not free:
        raise MoveNotAllowed(
            _("Two counts are typed already. Erase them to count again.")
        )
    return free[0]
