"""Batches of paper: who counts them, when they agree, and what the count waits for."""

import pytest
from django.db import IntegrityError, transaction

from governance.journal.models import Entry
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.voting import queries
from governance.voting.actions.paper_batches import (
    count_anew,
    dismiss_scrutineer,
    name_scrutineer,
    open_batch,
    set_batch_aside,
)
from governance.voting.actions.paper_counts import (
    choose_count,
    hand_in_count,
)
from governance.voting.actions.paper_marks import (
    VotedOnline,
    give_paper,
    hand_back_paper,
)
from governance.voting.models import RollLine
from governance.voting.paper_checks import UnfitCount
from governance.voting.refusals import NotOpen
from tests.governance.voting.paper_builders import (
    ONE_NO,
    TWO_YES,
    batch_of,
    counted_twice,
    mark,
)
from tests.round_builders import vote


def test_batches_are_numbered_in_each_round(batch, yes_or_no, lac_tamarac, melanie, at):
    second = open_batch(
        yes_or_no, by=melanie, at=at, cooperative=lac_tamarac, issued=25
    )
    assert (batch.number, second.number) == (1, 2)
    facts = Entry.objects.filter(verb="paper.issued").last().facts
    assert facts == {"batch": 2, "issued": 25, "place": "lac-tamarac"}


@pytest.mark.parametrize("issued", [0, -1, 5001, True, "12"])
def test_a_batch_holds_a_sensible_number(yes_or_no, lac_tamarac, melanie, at, issued):
    with pytest.raises(Refusal):
        batch_of(yes_or_no, lac_tamarac, issued, by=melanie, at=at)


def test_only_who_runs_the_round_prints_marks_and_names(
    batch, yes_or_no, lac_tamarac, rose_aimee, solange, at
):
    line = queries.roll_line(yes_or_no, rose_aimee)
    facts = {"reason_fr": "Perdu", "reason_en": "Lost"}
    for someone in (rose_aimee, solange):
        with pytest.raises(NotAllowed):
            batch_of(yes_or_no, lac_tamarac, 5, by=someone, at=at)
        with pytest.raises(NotAllowed):
            give_paper(yes_or_no, by=someone, at=at, number=line.number)
        with pytest.raises(NotAllowed):
            hand_back_paper(yes_or_no, by=someone, at=at, number=line.number)
        with pytest.raises(NotAllowed):
            set_batch_aside(batch, by=someone, at=at, **facts)
        with pytest.raises(NotAllowed):
            name_scrutineer(yes_or_no, by=someone, at=at, person=someone)
        with pytest.raises(NotAllowed):
            hand_in_count(batch, by=someone, at=at, **TWO_YES)


def test_no_batch_for_a_co_op_that_is_not_on_the_roll(
    yes_or_no, trois_ormes, huguette, melanie, at
):
    with pytest.raises(Refusal):
        batch_of(yes_or_no, trois_ormes, 5, by=melanie, at=at)


def test_no_batch_after_the_close_and_none_before_the_roll(
    prepared, yes_or_no, lac_tamarac, melanie, at
):
    with pytest.raises(MoveNotAllowed):
        batch_of(prepared, lac_tamarac, 5, by=melanie, at=at)
    with pytest.raises(MoveNotAllowed):
        batch_of(yes_or_no, lac_tamarac, 5, by=melanie, at=yes_or_no.closes_at)


def test_a_paper_or_a_vote_online_never_both(
    batch, yes_or_no, rose_aimee, gaetan, melanie, at
):
    with pytest.raises(NotOpen):
        vote(yes_or_no, rose_aimee, "yes", at=at)
    vote(yes_or_no, gaetan, "yes", at=at)
    with pytest.raises(VotedOnline):
        mark(yes_or_no, gaetan, by=melanie, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        RollLine.objects.filter(person=gaetan).update(paper_on=at.date())


def test_a_paper_handed_back_unused_lets_its_person_vote_online(
    batch, yes_or_no, rose_aimee, melanie, at
):
    number = queries.roll_line(yes_or_no, rose_aimee).number
    for _twice in range(2):
        hand_back_paper(yes_or_no, by=melanie, at=at, number=number)
    vote(yes_or_no, rose_aimee, "yes", at=at)
    verbs = Entry.objects.about(yes_or_no).values_list("verb", flat=True)
    assert list(verbs).count("paper.handed_back") == 1
    taken = Entry.objects.filter(verb="paper.taken").first()
    assert set(taken.facts) == {"roll_line"} and taken.at.hour in (4, 5), "to the day"


def test_nobody_is_marked_without_a_batch_or_a_line(yes_or_no, rose_aimee, melanie, at):
    with pytest.raises(Refusal):
        mark(yes_or_no, rose_aimee, by=melanie, at=at)
    with pytest.raises(Refusal):
        give_paper(yes_or_no, by=melanie, at=at, number=999)


def test_two_counts_alike_are_final(batch, hands, at):
    first, second = hands
    hand_in_count(batch, by=first, at=at, **TWO_YES)
    batch.refresh_from_db()
    assert batch.agreed_at is None and batch.used is None
    agreed = hand_in_count(batch, by=second, at=at, **TWO_YES)
    assert agreed.agreed_at == at and agreed.tally["yes"] == 2
    with pytest.raises(MoveNotAllowed):
        hand_in_count(batch, by=first, at=at, **ONE_NO)
    facts = [e.facts for e in Entry.objects.filter(verb__startswith="paper.counted")]
    assert facts == [{"batch": 1, "hand": 1}, {"batch": 1, "hand": 2}], "no figures"


def test_counts_apart_are_corrected_until_they_agree(batch, hands, at):
    first, second = hands
    hand_in_count(batch, by=first, at=at, **TWO_YES)
    apart = hand_in_count(batch, by=second, at=at, **ONE_NO)
    assert apart.agreed_at is None
    assert hand_in_count(batch, by=first, at=at, **ONE_NO).tally["no"] == 1


def test_one_count_is_chosen_with_a_reason(batch, hands, rose_aimee, at):
    first, second = hands
    hand_in_count(batch, by=first, at=at, **TWO_YES)
    with pytest.raises(MoveNotAllowed):
        choose_count(batch, by=first, at=at, hand=1, reason="Recompté")
    hand_in_count(batch, by=second, at=at, **ONE_NO)
    with pytest.raises(UnfitCount):
        choose_count(batch, by=first, at=at, hand=2, reason="  ")
    with pytest.raises(NotAllowed):
        choose_count(batch, by=rose_aimee, at=at, hand=2, reason="Recompté")
    chosen = choose_count(batch, by=first, at=at, hand=2, reason="Recompté ensemble.")
    assert chosen.tally["no"] == 1 and chosen.chosen_reason == "Recompté ensemble."


def test_one_person_is_not_two(batch, melanie, at):
    hand_in_count(batch, by=melanie, at=at, **TWO_YES)
    assert hand_in_count(batch, by=melanie, at=at, **TWO_YES).agreed_at is None
    assert batch.entries.count() == 1


def test_a_member_is_named_to_count_and_a_third_is_not_needed(
    batch, yes_or_no, melanie, gaetan, rose_aimee, marc_andre, stranger, at
):
    with pytest.raises(Refusal):
        name_scrutineer(yes_or_no, by=melanie, at=at, person=stranger)
    named = name_scrutineer(yes_or_no, by=melanie, at=at, person=rose_aimee)
    hand_in_count(batch, by=melanie, at=at, **TWO_YES)
    hand_in_count(batch, by=rose_aimee, at=at, **ONE_NO)
    with pytest.raises(MoveNotAllowed):
        hand_in_count(batch, by=gaetan, at=at, **ONE_NO)
    dismiss_scrutineer(named, by=melanie, at=at)
    with pytest.raises(NotAllowed):
        hand_in_count(batch, by=rose_aimee, at=at, **TWO_YES)


@pytest.mark.parametrize(
    ("figures", "named"),
    [
        ({"used": 3}, ("11", "10")),
        ({"returned": -7}, ()),
        ({"tally": {"yes": 2, "no": 2, "abstain": 0}}, ("4", "2")),
        ({"tally": {"maybe": 2}}, ()),
    ],
)
def test_what_does_not_add_up_is_said_in_a_sentence(batch, melanie, at, figures, named):
    with pytest.raises(UnfitCount) as unfit:
        hand_in_count(batch, by=melanie, at=at, **TWO_YES | figures)
    assert all(number in str(unfit.value) for number in named)
    assert not batch.entries.exists()


def test_no_more_papers_than_people_who_took_one(
    batch, hands, yes_or_no, rose_aimee, melanie, gaetan, at
):
    three = TWO_YES | {"used": 3, "returned": 6}
    three["tally"] = {"yes": 3, "no": 0, "abstain": 0}
    with pytest.raises(UnfitCount):
        counted_twice(batch, hands, at=at, **three)
    mark(yes_or_no, gaetan, by=melanie, at=at)
    assert hand_in_count(batch, by=gaetan, at=at, **three).agreed_at
    number = queries.roll_line(yes_or_no, rose_aimee).number
    with pytest.raises(MoveNotAllowed):
        hand_back_paper(yes_or_no, by=melanie, at=at, number=number)


def test_what_was_agreed_is_counted_anew_until_the_close(batch, hands, yes_or_no, at):
    counted_twice(batch, hands, at=at, **TWO_YES)
    with pytest.raises(MoveNotAllowed):
        count_anew(batch, by=hands[0], at=yes_or_no.closes_at)
    anew = count_anew(batch, by=hands[0], at=at)
    assert anew.agreed_at is None and not anew.entries.exists()
    assert counted_twice(batch, hands, at=at, **ONE_NO).tally["no"] == 1
    assert Entry.objects.filter(verb="paper.counted_anew").count() == 1
