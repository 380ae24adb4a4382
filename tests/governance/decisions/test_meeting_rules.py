"""What the by-law asks, the quorum meter and what a vote comes to: pure."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from governance.decisions import bylaw, quorum
from governance.decisions.bylaw import Verdict
from governance.decisions.quorum import Stay

TORONTO = ZoneInfo("America/Toronto")
SEVEN = datetime(2026, 5, 30, 19, 0, tzinfo=TORONTO)


def minutes(number: int) -> datetime:
    return SEVEN + timedelta(minutes=number)


@pytest.mark.parametrize(
    ("starts_at", "days", "last"),
    [
        (SEVEN, 15, date(2026, 5, 15)),
        (SEVEN, 0, date(2026, 5, 30)),
        # Evening in Québec, the next day in UTC: the day of the hall counts.
        (datetime(2026, 5, 31, 1, 30, tzinfo=UTC), 10, date(2026, 5, 20)),
        # Over the change of the clocks of 8 March 2026, and over a 29 February.
        (datetime(2026, 3, 12, 0, 30, tzinfo=TORONTO), 10, date(2026, 3, 2)),
        (datetime(2028, 3, 5, 19, 0, tzinfo=TORONTO), 10, date(2028, 2, 24)),
    ],
)
def test_the_last_day_for_the_notice(
    starts_at: datetime, days: int, last: date
) -> None:
    assert bylaw.last_notice_day(starts_at, days) == last
    assert bylaw.first_meeting_day(last, days) == bylaw.local_day(starts_at)


@pytest.mark.parametrize(
    ("votes", "threshold", "comparison", "verdict"),
    [
        ((2, 1), "1/2", "more_than", Verdict.ADOPTED),
        ((2, 2), "1/2", "more_than", Verdict.TIE),
        ((0, 0), "1/2", "more_than", Verdict.REJECTED),
        ((1, 2), "1/2", "more_than", Verdict.REJECTED),
        ((20, 10), "2/3", "at_least", Verdict.ADOPTED),
        ((19, 10), "2/3", "at_least", Verdict.REJECTED),
        ((5, 5), "2/3", "at_least", Verdict.REJECTED),
        ((0, 0), "2/3", "at_least", Verdict.REJECTED),
    ],
)
def test_what_a_vote_comes_to(
    votes: tuple[int, int], threshold: str, comparison: str, verdict: Verdict
) -> None:
    assert bylaw.verdict(*votes, threshold, comparison) == verdict


def test_the_quorum_is_reached_by_people_who_are_there_together() -> None:
    stays = [
        Stay(minutes(0), minutes(10)),
        Stay(minutes(5)),
        Stay(minutes(10)),  # comes in the minute the first one leaves
        Stay(minutes(11), votes=False),
        Stay(minutes(12)),
    ]
    assert quorum.reached_at(stays, 2) == minutes(5)
    assert quorum.reached_at(stays, 3) == minutes(12)
    assert quorum.reached_at(stays, 4) is None
    told = quorum.meter(stays, 4, minutes(20))
    assert (told.present, told.guests, told.missing) == (3, 1, 1)
    assert not told.is_met


def test_a_quorum_may_be_lost() -> None:
    stays = [Stay(minutes(0)), Stay(minutes(1), minutes(30))]
    told = quorum.meter(stays, 2, minutes(40))
    assert (told.is_met, told.missing, told.reached_at) == (False, 1, minutes(1))
    assert quorum.present_at(stays, minutes(30)) == 1
    assert quorum.present_at(stays, minutes(29)) == 2


def test_an_hour_belongs_to_its_meeting() -> None:
    assert bylaw.is_of_the_meeting(SEVEN - timedelta(hours=2), SEVEN)
    assert not bylaw.is_of_the_meeting(SEVEN - timedelta(hours=5), SEVEN)
    assert not bylaw.is_of_the_meeting(SEVEN + timedelta(days=1), SEVEN)
