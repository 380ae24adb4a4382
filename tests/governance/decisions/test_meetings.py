"""A meeting through the actions: called, attended, questions one at a time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from governance.decisions import actions, meetings
from governance.decisions.bylaw import Verdict
from governance.decisions.gate import InvalidMeeting
from governance.decisions.models import Meeting, Point
from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.refusals import MoveNotAllowed, NotAllowed
from tests import meeting_builders as build
from tests.cast import admit, welcome
from tests.meeting_builders import tap

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("in_english", "bylaw_of_lac_tamarac")


def question(meeting: Meeting) -> Point:
    return meeting.points.get(mode="hands")


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def test_a_meeting_too_near_is_refused_with_the_article(
    lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    with override("fr"), pytest.raises(InvalidMeeting) as no:
        build.called(
            lac_tamarac, by=melanie, at=at, starts_at=at + timedelta(days=9, hours=10)
        )
    assert "règlement, art. 4.4" in str(no.value)
    assert "à partir du 12 novembre 2026" in str(no.value)
    eleven = build.called(
        lac_tamarac, by=melanie, at=at, starts_at=at + timedelta(days=11, hours=9)
    )
    assert (eleven.last_notice_day - at.date()).days == 1


def test_a_late_notice_is_refused(
    lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    meeting = build.called(lac_tamarac, by=melanie, at=at)
    build.with_points(meeting, by=melanie, at=at)
    late = at + timedelta(days=11)
    with pytest.raises(InvalidMeeting, match=r"art\. 4\.4"):
        actions.send_notice(meeting, by=melanie, at=late, sent_on=late.date())
    sent = actions.send_notice(
        meeting, by=melanie, at=late, sent_on=meeting.last_notice_day
    )
    assert sent.notice_sent_on == meeting.last_notice_day


@pytest.mark.parametrize("kind", ["annual", "special"])
def test_the_agenda_of_a_special_meeting_is_locked_by_its_notice(
    kind: str, lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    meeting = build.called(lac_tamarac, by=melanie, at=at, kind=kind)
    build.noticed(meeting, by=melanie, at=at)
    meeting.refresh_from_db()
    point = meeting.points.get(position=1)
    acts: list[Callable[[], Any]] = [
        lambda: build.with_points(meeting, "hands", by=melanie, at=at),
        lambda: actions.move_point(point, by=melanie, at=at, earlier=False),
        lambda: actions.remove_point(point, by=melanie, at=at),
    ]
    for act in acts:
        if kind == "annual":
            act()
            continue
        with pytest.raises(MoveNotAllowed, match="only on the subjects"):
            act()


def test_only_those_who_keep_the_register_run_a_meeting(
    meeting: Meeting, denis: Person, rose_aimee: Person, solange: Person,
    superuser: Person, at: datetime,
) -> None:  # fmt: skip
    for person in (denis, rose_aimee, solange, superuser):
        with pytest.raises(NotAllowed):
            tap(meeting, rose_aimee, by=person, at=meeting.starts_at)


def test_nothing_opens_without_notice_or_quorum(
    lac_tamarac: Cooperative, melanie: Person, rose_aimee: Person, at: datetime
) -> None:
    meeting = build.called(lac_tamarac, by=melanie, at=at)
    with pytest.raises(MoveNotAllowed, match="No notice"):
        actions.open_meeting(meeting, by=melanie, at=meeting.starts_at)
    build.noticed(meeting, by=melanie, at=at)
    tap(meeting, rose_aimee, by=melanie, at=meeting.starts_at)
    with override("fr"), pytest.raises(MoveNotAllowed) as no:
        actions.open_meeting(meeting, by=melanie, at=meeting.starts_at)
    assert "il manque 1 personne (1 sur 2; règlement, art. 4.4)" in str(no.value)
    tap(meeting, melanie, by=melanie, at=meeting.starts_at + 12 * MINUTE)
    opened = actions.open_meeting(
        meeting, by=melanie, at=meeting.starts_at + 13 * MINUTE
    )
    told = meetings.meter(opened, meeting.starts_at + 14 * MINUTE)
    assert told.reached_at == meeting.starts_at + 12 * MINUTE
    assert opened.current == meeting.points.get(position=1)


def test_a_tap_is_heard_once_and_the_journal_has_no_name(
    meeting: Meeting, melanie: Person, marc_andre: Person
) -> None:
    now, lines = meeting.starts_at, Entry.objects.count()
    for _again in range(3):
        tap(meeting, marc_andre, by=melanie, at=now, key="one")
    tap(meeting, marc_andre, by=melanie, at=now + MINUTE, key="other tablet")
    assert meeting.presences.filter(person=marc_andre).count() == 1
    entry = Entry.objects.latest("number")
    assert (Entry.objects.count(), entry.verb) == (lines + 1, "meeting.arrival_marked")
    assert entry.facts == {"line": 4}
    tap(meeting, marc_andre, "undone", by=melanie, at=now + MINUTE, key="slip")
    # The first press, sent again late by a tablet, does not bring him back.
    tap(meeting, marc_andre, by=melanie, at=now + MINUTE, key="one")
    assert not meeting.presences.filter(person=marc_andre).exists()


def test_coming_going_and_slips(
    meeting: Meeting, melanie: Person, rose_aimee: Person
) -> None:
    now = meeting.starts_at + MINUTE
    tap(meeting, rose_aimee, "left", by=melanie, at=now)
    assert meetings.meter(meeting, now).present == 2
    tap(meeting, rose_aimee, "undone", by=melanie, at=now)
    assert meetings.meter(meeting, now).present == 3
    tap(meeting, rose_aimee, "left", by=melanie, at=now)
    tap(meeting, rose_aimee, by=melanie, at=now + MINUTE)
    assert meeting.presences.filter(person=rose_aimee).count() == 2
    assert meetings.attended(meeting) == 3


def test_hours_of_the_sheet(
    meeting: Meeting, melanie: Person, rose_aimee: Person, marc_andre: Person
) -> None:
    """Both hours are said; what cannot be is refused with both."""
    later, early = meeting.starts_at + 120 * MINUTE, meeting.starts_at - 10 * MINUTE
    stay = tap(meeting, marc_andre, by=melanie, at=later, hour=early, sheet=True)
    assert (stay.arrived_at, stay.recorded_at, stay.written) == (early, later, True)
    entry = Entry.objects.latest("number")
    assert (entry.at, entry.facts["hour_on_sheet"]) == (later, early.isoformat())
    wrong: list[tuple[Person, str, datetime]] = [
        (rose_aimee, "arrived", early),  # a tablet says another hour
        (marc_andre, "left", early - MINUTE),  # before they came
        (marc_andre, "left", later + 10 * MINUTE),  # not yet
        (marc_andre, "left", later - timedelta(days=2)),  # another day
    ]
    for person, what, hour in wrong:
        with pytest.raises(InvalidMeeting, match=r"\d:\d\d"):
            tap(meeting, person, what, by=melanie, at=later, hour=hour, sheet=True)
    # A tap that a tablet kept while the network was down is not a conflict.
    tap(meeting, rose_aimee, by=melanie, at=later, hour=early)
    assert meeting.presences.filter(person=rose_aimee).count() == 1


def test_a_show_of_hands_is_typed_twice(
    meeting: Meeting, melanie: Person, gaetan: Person, rose_aimee: Person
) -> None:
    now, point = meeting.starts_at + MINUTE, question(meeting)
    actions.open_question(
        point, by=melanie, at=now, moved_by=rose_aimee, seconded_by=gaetan
    )
    actions.type_count(point, by=melanie, at=now, in_favour=2, against=0, abstained=1)
    with pytest.raises(MoveNotAllowed, match="twice"):
        actions.close_question(point, by=melanie, at=now)
    actions.type_count(point, by=gaetan, at=now, in_favour=1, against=1, abstained=1)
    apart = meetings.counting(point).differences
    assert apart == (("in_favour", 2, 1), ("against", 0, 1))
    with pytest.raises(MoveNotAllowed, match="twice"):
        actions.close_question(point, by=gaetan, at=now)
    actions.type_count(point, by=gaetan, at=now, in_favour=2, against=0, abstained=1)
    closed = actions.close_question(point, by=melanie, at=now + MINUTE)
    assert meetings.verdict(closed) == Verdict.ADOPTED
    assert (closed.in_favour, closed.against, closed.voters) == (2, 0, 3)
    assert Entry.objects.latest("number").facts["verdict"] == "adopted"


def test_a_witness_does_for_a_second_count(meeting: Meeting, melanie: Person) -> None:
    now, point = meeting.starts_at + MINUTE, question(meeting)
    actions.open_question(point, by=melanie, at=now)
    with pytest.raises(InvalidMeeting, match="3 people"):
        actions.type_count(
            point, by=melanie, at=now, in_favour=4, against=0, abstained=0
        )
    actions.type_count(
        point, by=melanie, at=now, in_favour=1, against=1, abstained=0, witnessed=True
    )
    closed = actions.close_question(point, by=melanie, at=now)
    assert meetings.verdict(closed) == Verdict.TIE


def test_one_question_at_a_time_and_a_wrong_press_is_undone(
    lac_tamarac: Cooperative, melanie: Person, rose_aimee: Person, at: datetime
) -> None:
    meeting = build.opened(
        lac_tamarac, melanie, rose_aimee, by=melanie, at=at,
        modes=("hands", "paper", "info"),
    )  # fmt: skip
    now = meeting.starts_at + MINUTE
    first, second, third = meeting.points.all()
    actions.open_question(first, by=melanie, at=now)
    with pytest.raises(MoveNotAllowed, match="Another question"):
        actions.open_question(second, by=melanie, at=now)
    with pytest.raises(MoveNotAllowed, match="is open"):
        actions.go_to(third, by=melanie, at=now)
    with pytest.raises(MoveNotAllowed, match="question is open"):
        actions.close_meeting(meeting, by=melanie, at=now)
    undone = actions.undo_question(first, by=melanie, at=now)
    assert (undone.opened_at, undone.moved_by) == (None, None)
    assert verbs()[-1] == "question.undone"
    actions.open_question(second, by=melanie, at=now)
    tap(meeting, rose_aimee, "left", by=melanie, at=now + MINUTE)
    actions.undo_question(second, by=melanie, at=now + MINUTE)
    with pytest.raises(MoveNotAllowed, match="quorum"):
        actions.open_question(second, by=melanie, at=now + 2 * MINUTE)


def test_a_question_is_written_down_from_its_sheet(
    meeting: Meeting, melanie: Person
) -> None:
    hour, point = meeting.starts_at + 20 * MINUTE, question(meeting)
    over, later = meeting.starts_at + 60 * MINUTE, meeting.starts_at + 90 * MINUTE
    actions.close_meeting(meeting, by=melanie, at=over)
    with pytest.raises(MoveNotAllowed, match="hour that stands"):
        actions.open_question(point, by=melanie, at=later)
    with pytest.raises(InvalidMeeting, match="not between"):
        actions.open_question(point, by=melanie, at=later, hour=over + MINUTE)
    actions.open_question(point, by=melanie, at=later, hour=hour)
    actions.type_count(
        point, by=melanie, at=later, in_favour=3, against=0, abstained=0, witnessed=True
    )
    closed = actions.close_question(point, by=melanie, at=later)
    assert (closed.opened_at, closed.closed_at) == (hour, hour)
    assert closed.entered_at == later
    opened = Entry.objects.get(verb="question.opened")
    assert opened.facts["hour_on_sheet"] == hour.isoformat()


def test_the_attendance_sheet_sorts_accents_with_their_letters(
    lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    for last in ("Cyr", "Côté", "Émond", "Dubé"):
        admit(welcome("Jeanne", last), lac_tamarac)
    meeting = build.called(lac_tamarac, by=melanie, at=at)
    names = [line.name.split()[0].strip(",") for line in meetings.attendance(meeting)]
    assert [n for n in names if n != "Gagnon"] == ["Côté", "Cyr", "Dubé", "Émond"]
