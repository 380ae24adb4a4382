"""Closing for good: counted, sealed, and nothing after."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from governance.journal.models import Entry
from governance.proposals.lifecycle import Status
from governance.refusals import MoveNotAllowed
from governance.voting import queries
from governance.voting.actions import seal_round, void_round
from governance.voting.models import Ballot, Result, Round
from governance.voting.refusals import CountRefused
from tests.round_builders import sealed, vote
from tests.worlds import shared


@shared
def voted(yes_or_no, rose_aimee, marc_andre, melanie, at):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    vote(yes_or_no, marc_andre, "yes", at=at)
    vote(yes_or_no, melanie, "abstain", at=at)
    return yes_or_no


def test_the_result_in_whole_numbers_and_fractions(voted, need):
    result = sealed(voted)
    assert result.outcome == "passed" and result.quorum_met
    assert (result.ballots, result.roll_size) == (3, 4)
    assert result.figures == {
        "rule": "majority", "version": 1, "roll_size": 4, "ballots": 3,
        "turnout": "3/4", "quorum": "1/20", "quorum_voters": 1, "quorum_met": True,
        "outcome": "passed", "yes": 2, "no": 0, "abstain": 1, "share": "1",
        "threshold_met": True, "tie": False,
    }  # fmt: skip
    need.refresh_from_db()
    assert need.status == Status.VOTED


def test_the_order_of_needs_is_kept_with_its_ties(
    up_to_two, needs, rose_aimee, melanie, at
):
    vote(up_to_two, rose_aimee, needs[:2], at=at)
    vote(up_to_two, melanie, needs[1:], at=at)
    figures = sealed(up_to_two).figures
    first, second, third = (need.number for need in needs)
    assert figures["order"] == [[second], [first, third]]
    assert figures["winners"] == [second] and figures["ties"] == [[first, third]]
    for need in needs:
        need.refresh_from_db()
        assert need.status == Status.VOTED


def test_nobody_voted_and_the_quorum_is_missed(yes_or_no, need):
    result = sealed(yes_or_no)
    assert result.outcome == "no_quorum" and result.ballots == 0
    need.refresh_from_db()
    assert need.status == Status.VOTED, "the board decides what follows"


def test_the_count_follows_the_sealed_sheet_not_the_columns(voted):
    Round.objects.filter(pk=voted.pk).update(quorum="1/1", threshold="1/1")
    assert sealed(voted).outcome == "passed"


def test_not_before_it_closes(voted):
    with pytest.raises(MoveNotAllowed):
        seal_round(voted, at=voted.closes_at - timedelta(seconds=1))
    assert not Result.objects.exists()


def test_sealing_again_gives_the_same_result(voted):
    first, again = sealed(voted), seal_round(voted, at=voted.closes_at)
    assert first == again and first.seal == again.seal
    assert Entry.objects.filter(verb="round.sealed").count() == 1


def test_the_journal_line_carries_the_seal(voted):
    result = sealed(voted)
    facts = Entry.objects.about(voted).get(verb="round.sealed").facts
    assert facts == {"seal": result.seal, "ballots": 3, "outcome": "passed"}


@pytest.mark.parametrize("hand", ["stuffed", "removed"])
def test_more_or_fewer_ballots_than_marks_and_the_seal_refuses(voted, hand):
    if hand == "stuffed":
        Ballot.objects.create(round=voted, tracker="x", choices={"answer": "yes"})
    else:
        Ballot.objects.first().delete()
    with pytest.raises(CountRefused):
        sealed(voted)
    voted.refresh_from_db()
    assert voted.sealed_at is None and not Result.objects.exists()
    assert list(Round.objects.due_to_seal(voted.closes_at)) == [voted]


def test_a_moved_closing_time_is_not_what_was_sealed(voted):
    later = voted.closes_at + timedelta(days=1)
    Round.objects.filter(pk=voted.pk).update(closes_at=later)
    with pytest.raises(CountRefused):
        seal_round(voted, at=later)


def test_the_database_refuses_ballots_after_the_seal(voted):
    sealed(voted)
    ballot = Ballot.objects.first()
    for act in (
        lambda: Ballot.objects.create(round=voted, tracker="x", choices={}),
        lambda: Ballot.objects.filter(pk=ballot.pk).update(choices={"answer": "no"}),
        lambda: Ballot.objects.filter(pk=ballot.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    assert Ballot.objects.count() == 3


def test_the_database_keeps_the_time_of_the_seal(voted):
    sealed(voted)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=voted.pk).update(sealed_at=None)


def test_anyone_may_count_again(voted):
    assert queries.check_seal(voted) is None
    sealed(voted)
    voted.refresh_from_db()
    assert queries.check_seal(voted).holds


@pytest.mark.parametrize(
    ("figures", "broken"),
    [({"yes": 1, "no": 1}, "count"), ({"outcome": "not_passed"}, "count")],
)
def test_a_touched_result_does_not_hold(voted, figures, broken):
    result = sealed(voted)
    Result.objects.update(figures=result.figures | figures)
    check = queries.check_seal(Round.objects.get())
    assert not check.holds and not getattr(check, broken) and not check.seal


def test_a_need_refused_meanwhile_stays_refused(voted, need):
    need.status = Status.REFUSED
    need.save()
    sealed(voted)
    need.refresh_from_db()
    assert need.status == Status.REFUSED


def test_a_cancelled_round_counts_nothing_and_says_why(voted, need, melanie, at):
    voided = void_round(
        voted,
        by=melanie,
        at=at,
        reason_fr=" Le titre était faux. ",
        reason_en=" Le titre était faux. ",
    )
    assert voided.void_reason_fr == "Le titre était faux."
    assert not Round.objects.due_to_seal(voted.closes_at).exists()
    with pytest.raises(MoveNotAllowed):
        sealed(voted)
    need.refresh_from_db()
    assert need.status == Status.UNDER_REVIEW
    assert Entry.objects.about(voted).get(verb="round.voided").facts == {}


def test_cancelling_takes_a_reason(voted, melanie, at):
    from governance.refusals import Refusal

    for reason in ("  ", "a" * 2001):
        with pytest.raises(Refusal):
            void_round(voted, by=melanie, at=at, reason_fr=reason, reason_en=reason)
