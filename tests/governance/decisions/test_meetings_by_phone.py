"""Votes by telephone in a meeting, and two tablets at the door."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from governance.decisions import actions
from governance.decisions.models import Point, Presence
from governance.membership.models import Cooperative, Membership, Person
from governance.refusals import MoveNotAllowed, NotAllowed
from governance.voting.models import Round
from tests import meeting_builders as build
from tests.meeting_builders import tap
from tests.round_builders import accepted_need, at_once, vote
from tests.worlds import shared

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("in_english", "bylaw_of_lac_tamarac")


@shared
def vote_by_phone(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person,
    at: datetime,
) -> Point:  # fmt: skip
    """A secret vote on one need, open for five minutes, in a meeting of three."""
    need = accepted_need(lac_tamarac, author=rose_aimee, coordinator=melanie, at=at)
    meeting = build.called(lac_tamarac, by=gaetan, at=at)
    build.with_points(meeting, "online", by=gaetan, at=at, needs=[need])
    build.noticed(meeting, by=gaetan, at=at)
    for person in (melanie, gaetan, rose_aimee):
        tap(meeting, person, by=gaetan, at=meeting.starts_at)
    actions.open_meeting(meeting, by=gaetan, at=meeting.starts_at)
    return actions.open_question(
        meeting.points.get(), by=gaetan, at=meeting.starts_at + MINUTE
    )


def test_a_vote_by_telephone_is_an_assembly_round_of_the_people_in_the_room(
    vote_by_phone: Point, gaetan: Person, rose_aimee: Person, marc_andre: Person
) -> None:
    round, now = vote_by_phone.round, vote_by_phone.opened_at
    assert round is not None and now is not None
    assert (round.nature, round.roll.count()) == (Round.Nature.ASSEMBLY, 3)
    assert not round.roll.filter(person=marc_andre).exists()
    assert round.sheet["grounds"]["notice_on"] is not None
    vote(round, rose_aimee, "yes", at=now + MINUTE)
    with pytest.raises(MoveNotAllowed, match="is open until"):
        actions.close_question(vote_by_phone, by=gaetan, at=now + 2 * MINUTE)
    closed = actions.close_question(vote_by_phone, by=gaetan, at=now + 6 * MINUTE)
    round.refresh_from_db()
    assert round.sealed_at is not None and closed.closed_at is not None
    assert round.result.outcome == "passed"


def test_a_vote_by_telephone_opened_by_mistake_is_cancelled_in_public(
    vote_by_phone: Point, melanie: Person, gaetan: Person
) -> None:
    round, now = vote_by_phone.round, vote_by_phone.opened_at
    assert round is not None and now is not None
    undone = actions.undo_question(vote_by_phone, by=gaetan, at=now + MINUTE)
    round.refresh_from_db()
    assert (undone.round, round.voided_at) == (None, now + MINUTE)
    with pytest.raises(NotAllowed):  # it engages the co-op: its secretary alone
        actions.open_question(undone, by=melanie, at=now + 2 * MINUTE)
    again = actions.open_question(undone, by=gaetan, at=now + 2 * MINUTE)
    assert again.round is not None and again.round.pk != round.pk


def test_two_tablets_at_once(
    each_database: Any, lac_tamarac: Cooperative, melanie: Person, gaetan: Person,
    rose_aimee: Person, at: datetime,
) -> None:  # fmt: skip
    """One arrival of each member, one question open, whatever the hands."""
    now = timezone.now()
    meeting = build.opened(
        lac_tamarac, melanie, gaetan, by=melanie, at=now - timedelta(days=21),
        modes=("hands", "paper"),
    )  # fmt: skip
    member = Membership.objects.get(person=rose_aimee)
    hour = meeting.starts_at + MINUTE

    def arrive(n: int) -> Any:
        return actions.mark(
            meeting, member, by=(melanie, gaetan)[n % 2], at=hour, what="arrived",
            key=f"key-{n // 2}",
        )  # fmt: skip

    heard = at_once([lambda n=n: arrive(n) for n in range(6)])  # type: ignore[misc]
    assert all(isinstance(stay, Presence) for stay in heard), heard
    assert meeting.presences.filter(person=rose_aimee).count() == 1
    asked = at_once(
        [
            lambda p=p: actions.open_question(p, by=melanie, at=hour)  # type: ignore[misc]
            for p in meeting.points.all()
        ]
    )
    assert sorted(type(one).__name__ for one in asked) == ["MoveNotAllowed", "Point"]
