"""A choice among several needs, counted by hand when the network of the hall is down."""

from datetime import datetime, timedelta

import pytest

from governance.decisions import actions, meetings
from governance.decisions.models import Point
from governance.membership.models import Cooperative, Person
from governance.refusals import MoveNotAllowed, Refusal
from tests import meeting_builders as build
from tests.round_builders import accepted_need
from tests.worlds import shared

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("in_english", "bylaw_of_lac_tamarac")


@shared
def choice(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person,
    at: datetime,
) -> Point:  # fmt: skip
    """Two needs of three at most, three voters; the vote begins on paper."""
    needs = [
        accepted_need(
            lac_tamarac,
            author=rose_aimee,
            coordinator=melanie,
            at=at,
            title=f"{n} soins",
        )
        for n in ("Trois", "Deux", "Six")
    ]
    meeting = build.called(lac_tamarac, by=gaetan, at=at)
    build.with_points(meeting, "online", by=gaetan, at=at, needs=needs, max_choices=2)
    build.noticed(meeting, by=gaetan, at=at)
    for person in (melanie, gaetan, rose_aimee):
        build.tap(meeting, person, by=gaetan, at=meeting.starts_at)
    actions.open_meeting(meeting, by=gaetan, at=meeting.starts_at)
    return actions.open_question(
        meeting.points.get(), by=gaetan, at=meeting.starts_at + MINUTE, on_paper=True
    )


def marks(point: Point, *figures: int) -> dict[int, int]:
    needs = point.needs.order_by("number")
    return dict(zip((need.pk for need in needs), figures, strict=True))


def test_two_people_count_each_need_and_close(
    choice: Point, melanie: Person, gaetan: Person, at: datetime
) -> None:
    actions.type_choices(
        choice, by=melanie, at=at, choices=marks(choice, 2, 1, 1), ballots=3, spoiled=1
    )
    actions.type_choices(
        choice, by=gaetan, at=at, choices=marks(choice, 2, 2, 0), ballots=3, spoiled=1
    )
    second, third = (f"need_{pk}" for pk in list(marks(choice, 0, 0, 0))[1:])
    apart = meetings.counting(choice).differences
    assert set(apart) == {(second, 1, 2), (third, 1, 0)}
    later = meetings.moment_of(choice.meeting, choice.opened_at or at) + MINUTE
    with pytest.raises(MoveNotAllowed, match="twice"):
        actions.close_question(choice, by=gaetan, at=later)
    actions.type_choices(
        choice, by=melanie, at=at, choices=marks(choice, 2, 2, 0), ballots=3, spoiled=1
    )
    closed = actions.close_question(choice, by=gaetan, at=later)
    closed.refresh_from_db()
    assert sorted(closed.choices.values()) == [0, 2, 2]
    assert (closed.in_favour, closed.spoiled) == (2, 1)
    assert meetings.verdict(closed) is None and not meetings.tie_waits(closed)


@pytest.mark.parametrize(
    ("figures", "ballots", "spoiled", "told"),
    [
        ((3, 0, 0), 3, 1, "more often than"),
        ((2, 2, 2), 2, 0, "bear no more than 4"),
        ((0, 0, 0), 1, 2, "more spoiled ballots"),
        ((1, 1, 1), 4, 0, "right to vote were in the room"),
        ((-1, 1, 1), 3, 0, "never below zero"),
    ],
)
def test_figures_that_the_ballots_cannot_bear_are_refused(
    choice: Point, melanie: Person, at: datetime,
    figures: tuple[int, int, int], ballots: int, spoiled: int, told: str,
) -> None:  # fmt: skip
    with pytest.raises(Refusal, match=told):
        actions.type_choices(
            choice, by=melanie, at=at, choices=marks(choice, *figures),
            ballots=ballots, spoiled=spoiled,
        )  # fmt: skip


def test_a_choice_is_not_counted_as_for_and_against(
    choice: Point, melanie: Person, at: datetime
) -> None:
    with pytest.raises(Refusal, match="each need"):
        actions.type_count(
            choice, by=melanie, at=at, in_favour=1, against=1, abstained=0
        )
    with pytest.raises(Refusal, match="each need"):
        actions.type_choices(choice, by=melanie, at=at, choices={}, ballots=1)
