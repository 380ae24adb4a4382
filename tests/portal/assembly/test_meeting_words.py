"""A choice among several needs, and the same vote taken on paper."""

from datetime import datetime, timedelta

from django.utils.translation import override

from governance.decisions import actions
from governance.decisions.models import Meeting, Point
from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from portal.site.assembly import words
from tests import meeting_builders as build
from tests.round_builders import accepted_need, sealed, vote
from tests.worlds import shared

MINUTE = timedelta(minutes=1)


@shared
def needs(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, at: datetime
) -> list[Proposal]:
    facts = {"author": rose_aimee, "coordinator": melanie, "at": at}
    return [accepted_need(lac_tamarac, title=f"Besoin {n}", **facts) for n in (1, 2)]


@shared
def meeting(
    lac_tamarac: Cooperative, gaetan: Person, rose_aimee: Person,
    needs: list[Proposal], at: datetime,
) -> Meeting:  # fmt: skip
    """Open, with a choice among two needs and a vote on one; two people are there."""
    meeting = build.called(lac_tamarac, by=gaetan, at=at, kind="special")
    build.with_points(meeting, "online", by=gaetan, at=at, needs=needs)
    build.with_points(meeting, "online", by=gaetan, at=at, needs=needs[:1])
    build.noticed(meeting, by=gaetan, at=at)
    for person in (gaetan, rose_aimee):
        build.tap(meeting, person, by=gaetan, at=meeting.starts_at)
    return actions.open_meeting(meeting, by=gaetan, at=meeting.starts_at)


def test_a_choice_has_a_bar_for_each_need(
    meeting: Meeting, needs: list[Proposal], gaetan: Person, rose_aimee: Person
) -> None:
    now = meeting.starts_at + MINUTE
    point = actions.open_question(meeting.points.all()[0], by=gaetan, at=now)
    assert point.round is not None
    vote(point.round, rose_aimee, needs[1:], at=now)
    sealed(point.round)
    closed = actions.close_question(point, by=gaetan, at=now + 10 * MINUTE)
    chart = words.bars(closed)
    assert chart is not None
    assert [(bar.label, bar.value) for bar in chart.bars] == [
        ("Besoin 2", 1), ("Besoin 1", 0),
    ]  # fmt: skip
    assert chart.maximum == 1 and "Besoin 2" in words.headline(closed)


def test_without_the_network_the_same_question_goes_on_paper(
    meeting: Meeting, gaetan: Person
) -> None:
    """Also where the agenda is locked: the subject is the one of the notice."""
    now, (several, one) = meeting.starts_at + MINUTE, meeting.points.all()
    put = actions.open_question(several, by=gaetan, at=now, on_paper=True)
    assert put.is_choice and put.is_counted_here
    actions.undo_question(put, by=gaetan, at=now)
    opened = actions.open_question(one, by=gaetan, at=now, on_paper=True)
    assert (opened.mode, opened.round) == (Point.Mode.PAPER, None)
    undone = actions.undo_question(opened, by=gaetan, at=now)
    assert undone.mode == Point.Mode.ONLINE
    opened = actions.open_question(undone, by=gaetan, at=now, on_paper=True)
    actions.type_count(
        opened, by=gaetan, at=now, in_favour=1, against=0, abstained=0, spoiled=1,
        witnessed=True,
    )  # fmt: skip
    closed = actions.close_question(opened, by=gaetan, at=now)
    with override("en"):
        assert words.headline(closed) == "The resolution is adopted."
        assert "1 spoiled ballot" in words.detail(closed)
