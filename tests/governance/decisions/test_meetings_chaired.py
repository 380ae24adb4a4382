"""The chair closes a vote before its hour, and breaks a tie where the by-law says so."""

import json
from datetime import datetime, timedelta

import pytest

from governance.decisions import actions, bylaw, meetings
from governance.decisions.models import Meeting, Point
from governance.membership.models import Cooperative, Person
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.voting.actions import extend_round
from governance.voting.bundle import verify, writing
from governance.voting.models import Declared, Round
from governance.voting.reasons import NoReason
from portal.site.assembly import words
from tests import meeting_builders as build
from tests.governance.decisions.test_meetings_by_phone import (
    MINUTE,
    vote_by_phone,  # noqa: F401 - a fixture
)
from tests.round_builders import vote
from tests.worlds import shared

SECOND = timedelta(seconds=1)
WHY = {"reason_fr": "Le budget le permet.", "reason_en": "The budget allows it."}
pytestmark = pytest.mark.usefixtures("in_english", "bylaw_of_lac_tamarac")


@shared
def casting_vote(lac_tamarac: Cooperative, bylaw_of_lac_tamarac: None) -> None:
    lac_tamarac.casting_vote_ref = "art. 6.3"
    lac_tamarac.save()


def poll(point: Point) -> tuple[Round, datetime]:
    assert point.round is not None and point.opened_at is not None
    return point.round, point.opened_at


def log(round: Round) -> list[dict[str, object]]:
    lines = round.ledger_lines.values_list("line", flat=True)
    return [json.loads(line) for line in lines]


def verified(round: Round) -> str:
    round.refresh_from_db()
    return " ".join(verify.told(verify.check(writing.files(round)), "en"))


def test_a_vote_that_everyone_answered_closes_when_the_chair_says_so(
    vote_by_phone: Point,  # noqa: F811
    melanie: Person, gaetan: Person, rose_aimee: Person,
) -> None:  # fmt: skip
    round, now = poll(vote_by_phone)
    assert round.sheet["meeting"]["early_closing"]["otherwise_after_seconds"] == 60
    for person in (melanie, gaetan, rose_aimee):
        vote(round, person, "yes", at=now + 10 * SECOND)
    sealed = round.sheet["closes_at"]
    with pytest.raises(NotAllowed):
        actions.end_vote(vote_by_phone, by=rose_aimee, at=now + MINUTE)
    # Whoever runs the meeting writes it down, the coordinator too.
    actions.end_vote(vote_by_phone, by=melanie, at=now + MINUTE)
    actions.close_question(vote_by_phone, by=melanie, at=now + MINUTE)
    round.refresh_from_db()
    assert (round.closes_at, round.sheet["closes_at"]) == (now + MINUTE, sealed)
    assert round.result.outcome == "passed"
    kinds = [entry["entry"] for entry in log(round)]
    assert kinds.index("declared") < kinds.index("sealed")
    assert "declared the vote closed before its hour" in verified(round)


def test_without_every_answer_a_minute_is_left_and_nobody_is_cut_short(
    vote_by_phone: Point,  # noqa: F811
    gaetan: Person, rose_aimee: Person,
) -> None:  # fmt: skip
    round, now = poll(vote_by_phone)
    actions.end_vote(vote_by_phone, by=gaetan, at=now + MINUTE)
    twice = actions.end_vote(vote_by_phone, by=gaetan, at=now + MINUTE + SECOND)
    assert twice.round is not None and twice.round.closes_at == now + 2 * MINUTE
    assert Declared.objects.count() == 1
    vote(round, rose_aimee, "no", at=now + 2 * MINUTE - SECOND)
    with pytest.raises(MoveNotAllowed, match="is open until"):
        actions.close_question(vote_by_phone, by=gaetan, at=now + 2 * MINUTE - SECOND)
    with pytest.raises(Refusal):
        vote(round, gaetan, "yes", at=now + 2 * MINUTE)
    actions.close_question(vote_by_phone, by=gaetan, at=now + 2 * MINUTE)
    round.refresh_from_db()
    assert round.result.ballots == 1


def test_the_last_minute_is_not_brought_forward(
    vote_by_phone: Point,  # noqa: F811
    gaetan: Person,
) -> None:
    round, now = poll(vote_by_phone)
    with pytest.raises(Refusal, match="closes by itself"):
        actions.end_vote(vote_by_phone, by=gaetan, at=now + 4 * MINUTE)
    assert round.sheet["closes_at"] and not Declared.objects.exists()


def test_an_outage_after_the_declaration_still_puts_the_closing_off(
    vote_by_phone: Point,  # noqa: F811
    gaetan: Person, rose_aimee: Person,
) -> None:  # fmt: skip
    round, now = poll(vote_by_phone)
    actions.end_vote(vote_by_phone, by=gaetan, at=now + MINUTE)
    extend_round(round, by=gaetan, at=now + MINUTE, until=now + 9 * MINUTE, **WHY)
    vote(round, rose_aimee, "yes", at=now + 8 * MINUTE)
    actions.close_question(vote_by_phone, by=gaetan, at=now + 9 * MINUTE)
    assert "declared" in verified(round) and "put off" in verified(round)


def tie_by_phone(point: Point, gaetan: Person, rose_aimee: Person) -> Point:
    round, now = poll(point)
    vote(round, gaetan, "yes", at=now + MINUTE)
    vote(round, rose_aimee, "no", at=now + MINUTE)
    return actions.close_question(point, by=gaetan, at=now + 6 * MINUTE)


def test_a_tie_rejects_where_the_bylaw_gives_no_casting_vote(
    vote_by_phone: Point,  # noqa: F811
    gaetan: Person, rose_aimee: Person,
) -> None:  # fmt: skip
    closed = tie_by_phone(vote_by_phone, gaetan, rose_aimee)
    assert meetings.verdict(closed) is bylaw.Verdict.TIE
    assert "rejected" in words.headline(closed) and not meetings.tie_waits(closed)
    assert closed.closed_at is not None
    with pytest.raises(MoveNotAllowed, match="gives the chair no casting vote"):
        actions.break_tie(closed, by=gaetan, at=closed.closed_at, casting="for", **WHY)


def test_the_chair_breaks_a_tie_by_telephone_after_the_result(
    casting_vote: None,
    vote_by_phone: Point,  # noqa: F811
    gaetan: Person, rose_aimee: Person,
) -> None:  # fmt: skip
    assert "art. 6.3" in poll(vote_by_phone)[0].sheet["meeting"]["in_words"]["fr"]
    closed = tie_by_phone(vote_by_phone, gaetan, rose_aimee)
    round, now = poll(closed)
    assert meetings.tie_waits(closed) and "decides" in words.headline(closed)
    with pytest.raises(NoReason):
        actions.break_tie(
            closed, by=gaetan, at=now, casting="for", reason_fr="", reason_en=""
        )
    broken = actions.break_tie(
        closed, by=gaetan, at=now + 7 * MINUTE, casting="for", **WHY
    )
    assert "broken by the chair: the resolution is adopted" in words.headline(broken)
    assert "(by-law, art. 6.3): The budget allows it." in words.after_tie(broken)
    round.refresh_from_db()
    assert round.result.outcome == "not_passed"  # the tie stays the result
    assert "broke it with a casting vote" in verified(round)
    with pytest.raises(MoveNotAllowed, match="already broken"):
        actions.break_tie(closed, by=gaetan, at=now, casting="against", **WHY)
    files = writing.files(round)
    lie = files["casting-vote.json"].replace(round.result.seal.encode(), b"0" * 64)
    with pytest.raises(verify.Broken, match="casting"):
        verify.check({**files, "casting-vote.json": lie})


def test_the_chair_breaks_a_tie_counted_in_the_room(
    casting_vote: None, lac_tamarac: Cooperative, melanie: Person, gaetan: Person,
    rose_aimee: Person, at: datetime,
) -> None:  # fmt: skip
    meeting: Meeting = build.opened(
        lac_tamarac, melanie, gaetan, rose_aimee, by=melanie, at=at
    )
    hour = meeting.starts_at + MINUTE
    point = actions.open_question(meeting.points.get(mode="hands"), by=melanie, at=hour)
    figures = {"in_favour": 1, "against": 1, "abstained": 1}
    for person in (melanie, gaetan):
        actions.type_count(point, by=person, at=hour, **figures)
    closed = actions.close_question(point, by=melanie, at=hour + MINUTE)
    broken = actions.break_tie(
        closed, by=melanie, at=hour + 2 * MINUTE, casting="against", **WHY
    )
    assert "The chair votes against (by-law, art. 6.3)" in words.after_tie(broken)
    assert (broken.in_favour, broken.against) == (1, 1)
