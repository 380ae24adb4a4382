"""Correcting the roll of an open round: by two people, in public, without a name."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance.journal.models import Entry
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.voting import correcting, merkle, queries, records, reminding, roll
from governance.voting.actions import (
    confirm_correction,
    open_round,
    propose_adding,
    propose_striking,
    take_back_correction,
)
from governance.voting.actions.paper_marks import give_paper
from governance.voting.bundle import verify, writing
from governance.voting.models import RollCorrection, RollLine
from governance.voting.refusals import CountRefused
from tests.cast import admit, welcome
from tests.round_builders import DAY, prepared_round, sealed, vote
from tests.worlds import shared

WHY = {"reason_fr": "Oubli à la date.", "reason_en": "Left out by mistake."}


@shared
def forgotten(lac_tamarac, yes_or_no):
    """Someone whose membership was written down after the opening."""
    return admit(welcome("Florence", "Dubé"), lac_tamarac, member_number="0412")


def added(round, person, proposer, other, at):
    waits = propose_adding(round, by=proposer, at=at, person=person, **WHY)
    return confirm_correction(waits, by=other, at=at)


def struck(round, person, proposer, other, at):
    number = round.roll.get(person=person).number
    waits = propose_striking(round, by=proposer, at=at, number=number, **WHY)
    return confirm_correction(waits, by=other, at=at)


def published(round):
    lines = [json.loads(line) for line in records.ledger_lines(round)]
    return [line for line in lines if line["entry"] == "corrected"]


def test_a_forgotten_member_gets_a_line_and_votes(
    yes_or_no, forgotten, melanie, gaetan, at
):
    with pytest.raises(NotAllowed):
        vote(yes_or_no, forgotten, "yes", at=at)
    before = roll.opened_leaves(yes_or_no)
    made = added(yes_or_no, forgotten, melanie, gaetan, at)
    line = yes_or_no.roll.get(person=forgotten)
    assert (made.line, line.number) == (5, 5)
    (entry,) = published(yes_or_no)
    assert entry == made.entry == {
        "entry": "corrected", "kind": "added", "line": 5, "leaf": line.leaf,
        "place": "lac-tamarac", "people": {"before": 4, "after": 5},
        "roll": {
            "before": 4, "after": 5, "root": merkle.root(roll.leaves(yes_or_no)).hex(),
        },
        "reason": {"fr": WHY["reason_fr"], "en": WHY["reason_en"]}, "on": "2026-11-02",
    }  # fmt: skip
    assert roll.opened_leaves(yes_or_no) == before
    vote(yes_or_no, forgotten, "yes", at=at)
    yes_or_no.refresh_from_db()
    assert yes_or_no.sheet["roll_size"] == 5
    assert yes_or_no.rule_sheet["roll_size"] == 4
    assert queries.turnout(yes_or_no) == queries.Turnout(1, 5)
    assert sealed(yes_or_no).figures["roll_corrections"] == {"added": 1, "struck": 0}


def test_a_struck_line_votes_no_more_and_counts_for_nothing(
    yes_or_no, rose_aimee, marc_andre, melanie, gaetan, at
):
    vote(yes_or_no, marc_andre, "yes", at=at)
    number = yes_or_no.roll.get(person=rose_aimee).number
    struck(yes_or_no, rose_aimee, melanie, gaetan, at)
    with pytest.raises(NotAllowed):
        vote(yes_or_no, rose_aimee, "yes", at=at)
    with pytest.raises(Refusal):
        give_paper(yes_or_no, by=melanie, at=at, number=number)
    assert rose_aimee not in reminding.waited_for(yes_or_no)
    assert yes_or_no not in queries.rounds_for(rose_aimee, at)
    yes_or_no.refresh_from_db()
    result = sealed(yes_or_no)
    yes_or_no.refresh_from_db()
    assert (result.roll_size, result.figures["turnout"]) == (3, "1/3")
    facts = verify.check(writing.files(yes_or_no))
    assert (facts["roll"], facts["opened"]) == (3, 4)
    assert "moins 1 retirées" in " ".join(verify.told(facts, "fr"))


def test_whoever_voted_or_holds_a_paper_is_not_struck(
    yes_or_no, batch, rose_aimee, marc_andre, gaetan, melanie, at
):
    """One votes between the proposal and its confirmation: the ballot stays."""
    number = yes_or_no.roll.get(person=gaetan).number
    waits = propose_striking(yes_or_no, by=melanie, at=at, number=number, **WHY)
    vote(yes_or_no, gaetan, "no", at=at)
    solo = yes_or_no.roll.get(person=rose_aimee).number
    with pytest.raises(correcting.NotCorrected):
        propose_striking(yes_or_no, by=melanie, at=at, number=solo, **WHY)
    with pytest.raises(NotAllowed):
        confirm_correction(waits, by=gaetan, at=at)
    assert not published(yes_or_no)
    assert yes_or_no.roll.count() == 4
    with pytest.raises(IntegrityError), transaction.atomic():
        yes_or_no.roll.filter(person=gaetan).update(struck_on=date(2026, 11, 2))


def test_a_ballot_that_was_cast_meanwhile_stays(
    yes_or_no, marc_andre, melanie, gaetan, at
):
    number = yes_or_no.roll.get(person=marc_andre).number
    waits = propose_striking(yes_or_no, by=melanie, at=at, number=number, **WHY)
    vote(yes_or_no, marc_andre, "no", at=at)
    with pytest.raises(correcting.NotCorrected):
        confirm_correction(waits, by=gaetan, at=at)
    assert sealed(yes_or_no).ballots == 1


def test_one_proposes_another_confirms(
    yes_or_no, forgotten, melanie, gaetan, solange, denis, rose_aimee, at
):
    for person in (rose_aimee, solange):
        with pytest.raises(NotAllowed):
            propose_adding(yes_or_no, by=person, at=at, person=forgotten, **WHY)
    waits = propose_adding(yes_or_no, by=melanie, at=at, person=forgotten, **WHY)
    for person in (melanie, solange, rose_aimee):
        with pytest.raises(NotAllowed):
            confirm_correction(waits, by=person, at=at)
    with pytest.raises(Refusal):
        propose_adding(yes_or_no, by=gaetan, at=at, person=forgotten, **WHY)
    made = confirm_correction(waits, by=denis, at=at)
    assert confirm_correction(waits, by=gaetan, at=at) == made
    assert len(published(yes_or_no)) == 1
    with pytest.raises(MoveNotAllowed):
        take_back_correction(made, by=melanie, at=at)


def test_taken_back_it_never_happened(yes_or_no, forgotten, melanie, gaetan, at):
    waits = propose_adding(yes_or_no, by=melanie, at=at, person=forgotten, **WHY)
    take_back_correction(waits, by=gaetan, at=at)
    with pytest.raises(MoveNotAllowed):
        confirm_correction(waits, by=gaetan, at=at)
    assert not published(yes_or_no)
    assert yes_or_no.roll.count() == 4
    added(yes_or_no, forgotten, gaetan, melanie, at)


def test_the_register_decides_who_is_added(
    yes_or_no, lac_tamarac, stranger, rose_aimee, melanie, at
):
    late = admit(welcome("Luc", "Tardif"), lac_tamarac, since=date(2026, 11, 3))
    for person in (stranger, rose_aimee, late):
        with pytest.raises(correcting.NotCorrected):
            propose_adding(yes_or_no, by=melanie, at=at, person=person, **WHY)


@pytest.mark.parametrize(
    "words", ["Oubli de mme DUBE.", "Le numéro 0412 manquait.", ""]
)
def test_the_reason_names_nobody(yes_or_no, forgotten, melanie, at, words):
    with pytest.raises(Refusal):
        propose_adding(
            yes_or_no, by=melanie, at=at, person=forgotten,
            reason_fr=words, reason_en="Left out.",
        )  # fmt: skip


def test_nobody_joins_the_room_of_a_meeting_afterwards(yes_or_no, forgotten):
    yes_or_no.rule_sheet["meeting"] = {}
    with pytest.raises(correcting.NotCorrected):
        correcting.refuse_unless_addable(yes_or_no, forgotten)


def test_only_from_the_opening_to_the_closing(
    lac_tamarac, need, yes_or_no, forgotten, melanie, gaetan, at
):
    waits = propose_adding(yes_or_no, by=melanie, at=at, person=forgotten, **WHY)
    for late in (yes_or_no.closes_at, yes_or_no.closes_at + DAY):
        with pytest.raises(MoveNotAllowed):
            confirm_correction(waits, by=gaetan, at=late)
    sealed(yes_or_no)
    with pytest.raises(MoveNotAllowed):
        confirm_correction(waits, by=gaetan, at=at)


def test_an_announced_round_can_be_corrected(
    lac_tamarac, need, rose_aimee, melanie, gaetan, at
):
    later = {"opens_at": at + DAY, "closes_at": at + 3 * DAY}
    coming = prepared_round(lac_tamarac, need, by=melanie, at=at, **later)
    open_round(coming, by=melanie, at=at)
    struck(coming, rose_aimee, gaetan, melanie, at)
    assert coming.roll.count() == RollLine.every_line.filter(round=coming).count() - 1


def test_a_struck_person_may_come_back_on_a_new_line(
    yes_or_no, rose_aimee, melanie, gaetan, at
):
    struck(yes_or_no, rose_aimee, melanie, gaetan, at)
    added(yes_or_no, rose_aimee, gaetan, melanie, at)
    vote(yes_or_no, rose_aimee, "yes", at=at)
    yes_or_no.refresh_from_db()
    assert yes_or_no.sheet["corrections"] == {"added": 1, "struck": 1}
    sealed(yes_or_no)
    yes_or_no.refresh_from_db()
    assert verify.check(writing.files(yes_or_no))["roll"] == 4


def test_the_journal_and_the_log_name_nobody(yes_or_no, forgotten, melanie, gaetan, at):
    added(yes_or_no, forgotten, melanie, gaetan, at)
    rows = Entry.objects.filter(verb__startswith="roll.").order_by("number")
    assert [row.verb for row in rows] == ["roll.correction_proposed", "roll.corrected"]
    told = json.dumps([row.facts for row in rows]) + json.dumps(published(yes_or_no))
    for secret in ("Florence", "Dubé", "0412", str(forgotten.ref)):
        assert secret not in told


def test_a_roll_changed_behind_the_log_is_not_counted(
    yes_or_no, rose_aimee, forgotten, melanie, gaetan, at
):
    added(yes_or_no, forgotten, melanie, gaetan, at)
    yes_or_no.roll.filter(person=rose_aimee).update(struck_on=date(2026, 11, 2))
    with pytest.raises(CountRefused):
        sealed(yes_or_no)


def test_the_database_wants_two_people(yes_or_no, forgotten, melanie, at):
    waits = propose_adding(yes_or_no, by=melanie, at=at, person=forgotten, **WHY)
    rows = RollCorrection.objects.filter(pk=waits.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(confirmed_by=melanie, confirmed_at=at, line=5, entry={})
