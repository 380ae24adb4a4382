"""One person, one live ballot; what is refused, and what stays."""

from datetime import timedelta

import pytest

from governance.journal.models import Entry
from governance.refusals import NotAllowed
from governance.voting import keyring
from governance.voting.models import Ballot
from governance.voting.receipts import tidy
from governance.voting.refusals import FormUsed, InvalidBallot, NotOpen, VoteStands
from governance.voting.rules import Fault
from tests.round_builders import DAY, sealed, vote

SECOND = timedelta(seconds=1)


def test_a_ballot_has_no_person_and_no_time(yes_or_no, rose_aimee, at):
    receipt = vote(yes_or_no, rose_aimee, "yes", at=at)
    ballot = Ballot.objects.get()
    assert {f.name for f in Ballot._meta.fields} == {
        "id",
        "round",
        "tracker",
        "choices",
        "nonce",
        "salt",
    }
    assert ballot.choices == {"answer": "yes"}
    assert receipt.tracker == ballot.tracker and not receipt.changed
    assert len(receipt.tracker.split("-")) == 4


def test_the_journal_says_a_roll_line_voted_to_the_day_and_nothing_else(
    yes_or_no, rose_aimee, at
):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    entry = Entry.objects.about(yes_or_no).get(verb="ballot.cast")
    line = yes_or_no.roll.get(person=rose_aimee)
    assert entry.facts == {"roll_line": line.number}
    assert entry.by == ""
    assert entry.at == at.replace(hour=0, minute=0)
    assert line.voted_on == at.date()


def test_late_in_the_evening_is_still_the_same_day_in_quebec(yes_or_no, rose_aimee, at):
    late = at.replace(hour=23, minute=30)  # already tomorrow in UTC
    vote(yes_or_no, rose_aimee, "yes", at=late)
    assert yes_or_no.roll.get(person=rose_aimee).voted_on == at.date()
    assert Entry.objects.get(verb="ballot.cast").at == at.replace(hour=0, minute=0)


def test_a_changed_vote_replaces_the_ballot(yes_or_no, rose_aimee, at):
    first = vote(yes_or_no, rose_aimee, "yes", at=at)
    second = vote(yes_or_no, rose_aimee, "no", at=at + SECOND)
    ballot = Ballot.objects.get()
    assert ballot.choices == {"answer": "no"}
    assert second.changed and second.tracker == ballot.tracker != first.tracker


def test_the_same_form_twice_gives_the_same_receipt(yes_or_no, rose_aimee, at):
    first = vote(yes_or_no, rose_aimee, "yes", at=at, form_key="k")
    again = vote(yes_or_no, rose_aimee, "yes", at=at + SECOND, form_key="k")
    assert again == first
    assert Ballot.objects.count() == 1
    assert Entry.objects.filter(verb="ballot.cast").count() == 1


def test_the_same_form_gets_its_receipt_even_after_the_closing(
    yes_or_no, rose_aimee, at
):
    """The page failed on the way back; the member tries again a minute too late."""
    first = vote(yes_or_no, rose_aimee, "yes", at=at, form_key="k")
    late = yes_or_no.closes_at + SECOND
    assert vote(yes_or_no, rose_aimee, "yes", at=late, form_key="k") == first


def test_a_replayed_older_form_does_not_undo_a_later_ballot(yes_or_no, rose_aimee, at):
    vote(yes_or_no, rose_aimee, "yes", at=at, form_key="first")
    vote(yes_or_no, rose_aimee, "no", at=at, form_key="second")
    with pytest.raises(FormUsed):
        vote(yes_or_no, rose_aimee, "yes", at=at, form_key="first")
    assert Ballot.objects.get().choices == {"answer": "no"}


@pytest.mark.parametrize("moment", ["closes", "after"])
def test_a_closed_round_takes_no_ballot(yes_or_no, rose_aimee, moment):
    late = yes_or_no.closes_at + (0 * SECOND if moment == "closes" else DAY)
    with pytest.raises(NotOpen, match=r"closed|clos"):
        vote(yes_or_no, rose_aimee, "yes", at=late)
    assert not Ballot.objects.exists()


def test_the_last_second_counts(yes_or_no, rose_aimee):
    vote(yes_or_no, rose_aimee, "yes", at=yes_or_no.closes_at - SECOND)
    assert Ballot.objects.count() == 1


def test_a_sealed_round_takes_no_ballot_whatever_the_clock_says(
    yes_or_no, rose_aimee, marc_andre, at
):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    sealed(yes_or_no)
    with pytest.raises(NotOpen):
        vote(yes_or_no, marc_andre, "yes", at=at + SECOND)
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize(
    ("choices", "fault"),
    [
        ({"answer": "maybe"}, Fault.UNKNOWN_ANSWER),
        ({"answer": ["yes"]}, Fault.UNKNOWN_ANSWER),
        ({"answer": "yes", "person": 1}, Fault.WRONG_SHAPE),
        ({"chosen": [1]}, Fault.WRONG_SHAPE),
        ({}, Fault.WRONG_SHAPE),
        (["yes"], Fault.WRONG_SHAPE),
        (None, Fault.WRONG_SHAPE),
    ],
)
def test_a_ballot_that_cannot_be_read_is_refused(
    yes_or_no, rose_aimee, at, choices, fault
):
    from governance.voting.actions import cast_ballot

    with pytest.raises(InvalidBallot) as refused:
        cast_ballot(yes_or_no, by=rose_aimee, at=at, choices=choices, form_key="k")
    assert refused.value.fault is fault and refused.value.status == 422
    assert not yes_or_no.roll.voted().exists()


def test_choices_must_be_on_this_ballot(up_to_two, need, needs, rose_aimee, at):
    numbers = [n.number for n in needs]
    for chosen, fault in (
        ([99_999], Fault.UNKNOWN_OPTION),
        ([need.number], Fault.UNKNOWN_OPTION),  # a need that is not in this round
        ([numbers[0], numbers[0]], Fault.REPEATED),
        (numbers, Fault.TOO_MANY),
        ([str(numbers[0])], Fault.WRONG_SHAPE),
        ([True], Fault.WRONG_SHAPE),
    ):
        with pytest.raises(InvalidBallot) as refused:
            vote(up_to_two, rose_aimee, chosen, at=at)
        assert refused.value.fault is fault
    assert not Ballot.objects.exists()


def test_a_refused_change_leaves_the_earlier_ballot(up_to_two, needs, rose_aimee, at):
    vote(up_to_two, rose_aimee, needs[:1], at=at)
    with pytest.raises(InvalidBallot):
        vote(up_to_two, rose_aimee, needs, at=at)
    assert Ballot.objects.get().choices == {"chosen": [needs[0].number]}


def test_the_order_of_ticking_leaves_no_trace(up_to_two, needs, rose_aimee, at):
    vote(up_to_two, rose_aimee, [needs[2], needs[0]], at=at)
    numbers = sorted([needs[0].number, needs[2].number])
    assert Ballot.objects.get().choices == {"chosen": numbers}


def test_a_blank_choice_is_a_ballot(up_to_two, rose_aimee, at):
    vote(up_to_two, rose_aimee, [], at=at)
    result = sealed(up_to_two)
    assert result.ballots == 1 and result.figures["blank"] == 1


@pytest.mark.parametrize("form_key", ["", "k" * 201])
def test_a_form_without_its_key_is_refused(yes_or_no, rose_aimee, at, form_key):
    from governance.voting.actions import cast_ballot

    with pytest.raises(InvalidBallot):
        cast_ballot(
            yes_or_no, by=rose_aimee, at=at, choices={"answer": "yes"},
            form_key=form_key,
        )  # fmt: skip


def test_nobody_votes_who_is_not_on_the_roll(
    yes_or_no, huguette, stranger, auxiliary, superuser, denis, at
):
    for person in (huguette, stranger, auxiliary, superuser, denis):
        with pytest.raises(NotAllowed, match=r"roll|liste"):
            vote(yes_or_no, person, "yes", at=at)
    assert not Ballot.objects.exists()


def test_a_lost_key_leaves_the_vote_and_says_so(yes_or_no, rose_aimee, marc_andre, at):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    keyring.destroy(yes_or_no.key_id)
    with pytest.raises(VoteStands):
        vote(yes_or_no, rose_aimee, "no", at=at)
    vote(yes_or_no, marc_andre, "no", at=at)  # a first vote needs no key to count
    with pytest.raises(VoteStands):
        vote(yes_or_no, marc_andre, "yes", at=at)
    assert sealed(yes_or_no).figures["yes"] == 1


def test_a_link_moved_to_another_line_opens_nothing(
    yes_or_no, rose_aimee, marc_andre, at
):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    vote(yes_or_no, marc_andre, "no", at=at)
    theirs = yes_or_no.roll.get(person=rose_aimee).ballot_link
    yes_or_no.roll.filter(person=marc_andre).update(ballot_link=theirs)
    with pytest.raises(VoteStands):
        vote(yes_or_no, marc_andre, "abstain", at=at)


def test_a_receipt_can_be_typed_as_it_is_heard():
    assert tidy("  Rivière tamarac — Huit, LOUTRE ") == "riviere-tamarac-huit-loutre"
