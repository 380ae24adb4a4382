"""Paper in the result: what the count waits for, what is published, what verifies."""

import json
from datetime import timedelta

import pytest

from governance.refusals import MoveNotAllowed, Refusal
from governance.voting import merkle, queries, records, seal
from governance.voting.actions import cast_ballot, seal_round, void_round
from governance.voting.actions.paper_batches import set_batch_aside
from governance.voting.actions.paper_counts import (
    hand_in_count,
    take_paper_out,
    type_paper,
)
from governance.voting.bundle import verify, writing
from governance.voting.models import PaperBatch, Round
from governance.voting.refusals import CountRefused, InvalidBallot
from tests.governance.voting.paper_builders import (
    TWO_YES,
    batch_of,
    counted_twice,
    mark,
)
from tests.round_builders import opened_round, sealed, vote
from tests.worlds import shared


def test_the_count_waits_for_every_batch(batch, hands, yes_or_no, at):
    late = yes_or_no.closes_at + timedelta(minutes=1)
    assert not Round.objects.due_to_seal(late).exists()
    with pytest.raises(CountRefused):
        seal_round(yes_or_no, at=late)
    counted_twice(batch, hands, at=late, **TWO_YES)
    assert list(Round.objects.due_to_seal(late)) == [yes_or_no]
    assert seal_round(yes_or_no, at=late).ballots == 2


def test_a_batch_set_aside_counts_nothing_and_says_why_in_public(
    batch, yes_or_no, gaetan, melanie, at
):
    vote(yes_or_no, gaetan, "no", at=at)
    with pytest.raises(Refusal):
        set_batch_aside(batch, by=melanie, at=at, reason_fr="Mouillés", reason_en=" ")
    set_batch_aside(batch, by=melanie, at=at, reason_fr="Mouillés", reason_en="Wet")
    result = sealed(yes_or_no)
    assert result.ballots == 1 and result.figures["paper"]["ballots"] == 0
    yes_or_no.refresh_from_db()
    verify.check(writing.files(yes_or_no))
    told = paper_entry(yes_or_no)
    assert told["not_counted"][0]["reason"] == {"fr": "Mouillés", "en": "Wet"}
    assert told["marked"] == 2 and told["batches"] == []


def paper_entry(round):
    (told,) = [json.loads(x) for x in records.ledger_lines(round) if b'"paper"' in x]
    return told


def test_paper_and_online_in_one_result_that_anyone_can_count_again(
    batch, hands, yes_or_no, gaetan, at
):
    vote(yes_or_no, gaetan, "no", at=at)
    counted_twice(batch, hands, at=at, **TWO_YES)
    result = sealed(yes_or_no)
    figures = result.figures
    assert (figures["ballots"], figures["turnout"]) == (3, "3/4")
    assert (figures["yes"], figures["no"], figures["share"]) == (2, 1, "2/3")
    assert figures["paper"] == {
        "batches": 1, "issued": 10, "ballots": 2, "spoiled": 1, "returned": 7,
        "marked": 2, "totals": {"yes": 2, "no": 0, "abstain": 0},
    }  # fmt: skip
    yes_or_no.refresh_from_db()
    assert queries.check_seal(yes_or_no).holds
    verify.check(writing.files(yes_or_no))
    kinds = [json.loads(x)["entry"] for x in records.ledger_lines(yes_or_no)][-4:]
    assert kinds == ["sealed", "paper", "ballots", "result"]
    assert paper_entry(yes_or_no)["batches"][0]["few"] is True
    roll = [json.loads(line) for line in records.roll_lines(yes_or_no)]
    assert [x["voted"] for x in roll if x.get("paper")] == [False, False]
    assert sum(x["voted"] for x in roll) == 1


def test_a_batch_touched_after_the_seal_does_not_hold(batch, hands, yes_or_no, at):
    counted_twice(batch, hands, at=at, **TWO_YES)
    sealed(yes_or_no)
    PaperBatch.objects.update(tally={"yes": 0, "no": 2, "abstain": 0})
    assert not queries.check_seal(Round.objects.get()).count


def test_a_round_without_batches_says_nothing_of_paper(yes_or_no, rose_aimee, at):
    vote(yes_or_no, rose_aimee, "yes", at=at)
    assert "paper" not in sealed(yes_or_no).figures
    assert not any(b'"paper"' in line for line in records.ledger_lines(yes_or_no))
    assert not any(b'"paper"' in line for line in records.roll_lines(yes_or_no))


def test_a_cancelled_vote_takes_no_paper(batch, yes_or_no, gaetan, melanie, at):
    void_round(yes_or_no, by=melanie, at=at, reason_fr="Faux", reason_en="Wrong")
    with pytest.raises(MoveNotAllowed):
        mark(yes_or_no, gaetan, by=melanie, at=at)
    with pytest.raises(MoveNotAllowed):
        hand_in_count(batch, by=melanie, at=at, **TWO_YES)


@shared
def ranked(lac_tamarac, needs, rose_aimee, marc_andre, gaetan, melanie, at):
    facts = {"rule": "schulze", "max_choices": 3}
    return opened_round(lac_tamarac, *needs, by=melanie, at=at, **facts)


def test_rankings_are_typed_paper_by_paper_in_any_order(
    ranked, needs, lac_tamarac, hands, rose_aimee, marc_andre, gaetan, melanie, at
):
    first, second, third = (need.number for need in needs)
    batch = batch_of(ranked, lac_tamarac, 4, by=melanie, at=at)
    mark(ranked, rose_aimee, marc_andre, by=melanie, at=at)
    cast = {"ranking": [third]}
    cast_ballot(ranked, by=gaetan, at=at, choices=cast, form_key="a")
    with pytest.raises(InvalidBallot):
        type_paper(batch, by=melanie, at=at, choices={"ranking": [first, first]})
    said = [{"ranking": [first, second]}, {"ranking": []}]
    for person, papers in ((hands[0], said), (hands[1], said[::-1])):
        type_paper(batch, by=person, at=at, choices={"ranking": [second]})
        take_paper_out(batch, by=person, at=at, choices={"ranking": [second]})
        for paper in papers:
            type_paper(batch, by=person, at=at, choices=paper)
        hand_in_count(batch, by=person, at=at, used=2, spoiled=0, returned=2)
    batch.refresh_from_db()
    assert batch.agreed_at
    result = sealed(ranked)
    assert (result.ballots, result.figures["blank"]) == (3, 1)
    lot = {"root": merkle.root(lot_lines(ranked)).hex()}
    assert result.figures.get("lot", lot) == lot
    ranked.refresh_from_db()
    assert queries.check_seal(ranked).holds
    verify.check(writing.files(ranked))


def lot_lines(round):
    paper = [x for x in records.ledger_lines(round) if b'"entry":"paper"' in x]
    return [*seal.ballot_lines(seal.cast_in(round)), *paper]


def test_totals_are_not_typed_paper_by_paper(batch, melanie, at):
    with pytest.raises(InvalidBallot):
        type_paper(batch, by=melanie, at=at, choices={"answer": "yes"})
