"""Hands or ballots counted in the room, typed by two people."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.decisions.gate import demand, held_with
from governance.decisions.models import Count, Meeting, Point
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
    row, found = _open(point, by)
    demand(not found.is_choice, _("Type how many members chose each need."))
    typed = (in_favour, against, abstained, spoiled)
    demand(all(figure >= 0 for figure in typed), _("A count is never below zero."))
    _check_room(found, sum(typed))
    figures = {
        "in_favour": in_favour,
        "against": against,
        "abstained": abstained,
        "spoiled": spoiled,
        "witnessed": witnessed,
    }
    return _keep(row, found, figures, by, at)


@transaction.atomic
def type_choices(
    point: Point,
    *,
    by: Person,
    at: datetime,
    choices: dict[int, int],
    ballots: int,
    spoiled: int = 0,
    witnessed: bool = False,
) -> Count:
    """What one person counted of a choice among several needs: ``choices`` are the marks
    by primary key of the need, ``ballots`` all those handed in, spoiled ones too."""
    row, found = _open(point, by)
    needs = set(found.needs.values_list("pk", flat=True))
    demand(
        len(needs) > 1 and set(choices) == needs,
        _("Type how many members chose each need."),
    )
    typed = (*choices.values(), ballots, spoiled)
    demand(all(figure >= 0 for figure in typed), _("A count is never below zero."))
    _check_room(found, ballots)
    _check_marks(found, list(choices.values()), ballots, spoiled)
    figures = {
        "in_favour": ballots - spoiled,
        "against": 0,
        "abstained": 0,
        "spoiled": spoiled,
        "choices": {str(pk): marks for pk, marks in choices.items()},
        "witnessed": witnessed,
    }
    return _keep(row, found, figures, by, at)


@transaction.atomic
def erase_counts(point: Point, *, by: Person, at: datetime) -> None:
    """Count again from nothing, while the question is open."""
    row, found = held_with(point, by)
    if not found.is_open:
        raise MoveNotAllowed(_("This question is not open."))
    found.counts.all().delete()
    record("question.counts_erased", row, by=by, at=at, facts={"point": found.pk})


def _open(point: Point, by: Person) -> tuple[Meeting, Point]:
    row, found = held_with(point, by)
    if not (found.is_open and found.is_counted_here):
        raise MoveNotAllowed(_("Open the question first; then type what was counted."))
    return row, found


def _keep(
    meeting: Meeting, point: Point, figures: dict[str, Any], by: Person, at: datetime
) -> Count:
    """Written in the place of this person; the journal says that it was, not what."""
    place = _place(point, by)
    typed = {"typed_by": by, "typed_at": at}
    count, _made = Count.objects.update_or_create(
        point=point, place=place, defaults=figures | typed
    )
    facts = {"point": point.pk, "count": place, "witnessed": figures["witnessed"]}
    record("question.count_typed", meeting, by=by, at=at, facts=facts)
    return count


def _check_marks(point: Point, marks: list[int], ballots: int, spoiled: int) -> None:
    """What the ballots in good order can bear."""
    demand(spoiled <= ballots, _("There are more spoiled ballots than ballots."))
    good = ballots - spoiled
    demand(
        max(marks) <= good,
        _(
            "A need was chosen more often than there are ballots in good order: %(good)s."
        )
        % {"good": good},
    )
    demand(
        sum(marks) <= good * point.max_choices,
        _(
            "%(marks)s choices were counted; %(good)s ballots in good order, with at most "
            "%(most)s on each, bear no more than %(sum)s. Count again."
        )
        % {
            "marks": sum(marks),
            "good": good,
            "most": point.max_choices,
            "sum": good * point.max_choices,
        },
    )


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
