"""What pages read: lists, one's own part, receipts, turnout, sentences."""

import pytest
from django.utils import translation

from governance.voting import queries
from governance.voting.models import Round
from governance.voting.turnouts import PlaceTurnout, merged
from tests.round_builders import DAY, opened_round, sealed, vote


def test_turnout_is_live_and_results_are_not(yes_or_no, rose_aimee, at):
    assert queries.turnout(yes_or_no) == queries.Turnout(voted=0, roll=4)
    receipt = vote(yes_or_no, rose_aimee, "yes", at=at)
    assert queries.turnout(yes_or_no) == queries.Turnout(voted=1, roll=4)
    assert queries.find_ballot(yes_or_no, receipt.tracker) is None


def test_a_receipt_opens_its_ballot_after_the_seal(
    yes_or_no, up_to_two, rose_aimee, at
):
    receipt = vote(yes_or_no, rose_aimee, "no", at=at)
    sealed(yes_or_no)
    yes_or_no.refresh_from_db()
    typed = receipt.tracker.upper().replace("-", " ")
    assert queries.find_ballot(yes_or_no, typed).choices == {"answer": "no"}
    assert queries.find_ballot(yes_or_no, "huard-huard-huard-rame") is None
    assert queries.find_ballot(yes_or_no, "") is None
    assert queries.find_ballot(up_to_two, receipt.tracker) is None


def test_a_member_sees_their_own_choice_while_it_can_change(
    yes_or_no, rose_aimee, marc_andre, stranger, at
):
    receipt = vote(yes_or_no, rose_aimee, "yes", at=at)
    own = queries.own_ballot(yes_or_no, rose_aimee)
    assert (own.choices, own.tracker) == ({"answer": "yes"}, receipt.tracker)
    assert queries.own_ballot(yes_or_no, marc_andre) is None
    assert queries.own_ballot(yes_or_no, stranger) is None


def test_what_waits_for_me_and_what_i_did(
    yes_or_no, up_to_two, rose_aimee, huguette, at
):
    assert set(queries.waiting_and_voted(rose_aimee, at, 9)[0]) == {
        yes_or_no,
        up_to_two,
    }
    vote(yes_or_no, rose_aimee, "yes", at=at)
    assert list(queries.waiting_and_voted(rose_aimee, at, 9)[0]) == [up_to_two]
    (mine,) = queries.waiting_and_voted(rose_aimee, at, 9)[1]
    assert mine == yes_or_no and mine.my_voted_on == at.date()
    assert len(queries.rounds_for(rose_aimee, at)) == 2
    assert not queries.waiting_and_voted(rose_aimee, at + 30 * DAY, 9)[0]
    assert not queries.waiting_and_voted(huguette, at, 9)[0] and not queries.rounds_for(
        huguette, at
    )


def test_a_list_costs_the_same_with_one_round_or_many(
    lac_tamarac, new_need, melanie, rose_aimee, at, django_assert_max_num_queries
):
    def read():
        for round in queries.listed("fr").announced():
            _ = round.host.short_name, round.roll_count, round.voted_count
            for option in round.options.all():
                _ = option.proposal.wording("fr").title

    opened_round(lac_tamarac, new_need("un"), by=melanie, at=at)
    with django_assert_max_num_queries(3) as once:
        read()
    for n in range(5):
        opened_round(lac_tamarac, new_need(f"encore {n}"), by=melanie, at=at)
    with django_assert_max_num_queries(len(once)):
        read()
    vote(Round.objects.first(), rose_aimee, "yes", at=at)
    counted = {(r.roll_count, r.voted_count) for r in queries.listed("fr")}
    assert counted == {(2, 0), (2, 1)}


def places(*counts):
    return [PlaceTurnout((f"coop {n}",), *count) for n, count in enumerate(counts)]


def test_small_groups_are_put_together():
    told = merged(places((40, 90), (9, 30), (25, 80), (3, 12)))
    assert [(p.voted, p.roll, p.is_merged) for p in told] == [
        (40, 90, False), (25, 80, False), (12, 42, True),
    ]  # fmt: skip


def test_one_small_group_takes_another_with_it_or_the_sum_would_tell():
    told = merged(places((40, 90), (9, 30), (25, 80)))
    assert [(p.voted, p.is_merged) for p in told] == [(40, False), (34, True)]


def test_two_small_groups_that_are_still_small_take_one_more():
    told = merged(places((40, 90), (1, 30), (25, 80), (0, 12)))
    assert [(p.voted, p.is_merged) for p in told] == [(40, False), (26, True)]


@pytest.mark.parametrize("counts", [[(50, 90)], [(9, 90), (30, 60)], [(1, 5), (2, 6)]])
def test_where_nothing_can_be_told_apart_nothing_is_told(counts):
    assert merged(places(*counts)) == ()


def test_large_groups_stand_for_themselves():
    told = merged(places((10, 90), (25, 80)))
    assert [p.voted for p in told] == [10, 25]


def test_a_result_in_sentences(yes_or_no, rose_aimee, melanie, at):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    vote(yes_or_no, melanie, "abstain", at=at)
    with translation.override("en"):
        assert queries.outcome(sealed(yes_or_no)).sentences == (
            "Members approve this need.",
            "1 yes, 0 no, 1 abstention.",
            "2 people out of 4 voted.",
            "The quorum of 5% (1 person) is reached.",
        )


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        (["yes", "no"], "As many people said yes as no: the need is not approved."),
        (["abstain"], "Nobody said yes or no: the need is not approved."),
        (["no"], "Members do not approve this need."),
        ([], "Too few people voted: the result does not count."),
    ],
)
def test_why_a_need_is_not_approved(yes_or_no, rose_aimee, melanie, at, said, headline):
    for person, answer in zip((rose_aimee, melanie), said, strict=False):
        vote(yes_or_no, person, answer, at=at)
    with translation.override("en"):
        assert queries.outcome(sealed(yes_or_no)).headline == headline


def test_a_threshold_that_is_not_reached(
    lac_tamarac, need, rose_aimee, marc_andre, melanie, gaetan, at
):
    round = opened_round(lac_tamarac, need, by=melanie, at=at, threshold="3/4")
    for person, answer in ((rose_aimee, "yes"), (marc_andre, "yes"), (gaetan, "no")):
        vote(round, person, answer, at=at)
    with translation.override("en"):
        headline = queries.outcome(sealed(round)).headline
    assert headline == "The yes votes are too few to reach the threshold."


def test_the_first_of_several_needs_and_a_tie(
    up_to_two, needs, rose_aimee, melanie, at
):
    vote(up_to_two, rose_aimee, needs[:2], at=at)
    with translation.override("en"):
        told = queries.outcome(sealed(up_to_two))
    assert told.headline == (
        "Tied for first place: “Lecture à voix haute” and “Rappels hors ligne”."
    )
    assert told.figures == "1 person out of 1 chose each of them."
