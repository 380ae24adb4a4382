"""How we know that a version delivers a need: proofs, hints, and a person's word."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from governance.guard import PersonalInformation
from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.releases import actions
from governance.releases.lifecycle import weigh
from governance.releases.models import Delivered, Evidence
from governance.releases.queries import shaken, standings, to_settle
from governance.releases.words import sentence
from tests.builders import (
    a_release,
    briefed_need,
    need_in_development,
    submitted_need,
)

pytestmark = pytest.mark.usefixtures("rose_aimee", "melanie", "gaetan")
LATER = timedelta(days=60)


def piece(kind: str = "notes", certainty: str = "likely", **more: bool) -> Evidence:
    return Evidence(kind=kind, certainty=certainty, **more)


@pytest.mark.parametrize(
    ("pieces", "comes_to"),
    [
        ([], ""),
        ([piece(), piece("milestone"), piece("merge")], "likely"),
        ([piece(), piece("contained", "proved")], "proved"),
        (
            [piece("contained", "proved"), piece("word", "proved", denies=True)],
            "denied",
        ),
        ([piece(), piece("word", "proved")], "proved"),
    ],
)
def test_a_word_decides_else_a_proof_and_hints_only_call(pieces, comes_to) -> None:
    assert weigh(pieces) == comes_to


def noted(release, need, at, kind="notes", certainty="likely", **facts):
    return actions.note_evidence(
        release, need, kind=kind, certainty=certainty, facts=facts, at=at
    )


def test_found_again_it_is_held_once_found_otherwise_the_old_one_stays_on_record(
    lac_tamarac: Cooperative, at: datetime, built: Proposal
) -> None:
    need, release = built, a_release(at=at)
    first = noted(release, need, at, issue=7)
    assert noted(release, need, at + LATER, issue=7) == first
    noted(release, need, at + LATER, issue=8)
    assert Evidence.objects.count() == 2
    assert Evidence.objects.current().get().facts == {"issue": 8}
    assert Entry.objects.filter(verb="evidence.found").count() == 2
    assert need.status == Status.IN_TEST


def test_the_database_holds_one_of_a_kind_and_lets_only_a_person_deny(
    lac_tamarac: Cooperative, at: datetime, built: Proposal
) -> None:
    need, release = built, a_release(at=at)
    noted(release, need, at)
    same = {"release": release, "proposal": need, "certainty": "likely", "at": at}
    for wrong in ({"kind": "notes"}, {"kind": "milestone", "denies": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(**same | wrong)


def test_one_click_delivers_and_a_second_one_changes_nothing(
    lac_tamarac: Cooperative, melanie: Person, at: datetime, built: Proposal
) -> None:
    need, release = built, a_release(at=at)
    noted(release, need, at)
    assert list(to_settle()) == [need]
    for _click in range(2):
        actions.confirm_delivery(release, need, by=melanie, at=at + LATER)
    assert (need.status, Delivered.objects.count()) == (Status.RELEASED, 1)
    assert not to_settle().exists()
    line = Entry.objects.get(verb="release.delivered")
    assert line.by == str(melanie.ref)


@pytest.mark.parametrize("made", [briefed_need, need_in_development])
def test_a_person_may_mark_delivered_what_github_cannot_show(
    made, lac_tamarac: Cooperative, denis: Person, at: datetime
) -> None:
    need, release = made(lac_tamarac), a_release(at=at)
    actions.confirm_delivery(
        release, need, by=denis, at=at + LATER, reason="Fait dans un autre dépôt."
    )
    assert need.status == Status.RELEASED
    [held] = standings(need)
    assert (held.comes_to, held.word.reason) == ("proved", "Fait dans un autre dépôt.")


def test_a_denial_wins_over_a_proof_that_comes_later(
    lac_tamarac: Cooperative, melanie: Person, at: datetime, built: Proposal
) -> None:
    need, release = built, a_release(at=at)
    actions.deny_delivery(release, need, by=melanie, at=at, reason="Pas dedans.")
    with pytest.raises(MoveNotAllowed):
        actions.mark_delivered(release, need, at=at + LATER, evidence={"sha": "a"})
    assert need.status == Status.IN_TEST
    actions.confirm_delivery(release, need, by=melanie, at=at + LATER)
    assert need.status == Status.RELEASED  # one may change one's mind
    said = Evidence.objects.filter(kind="word").values_list("denies", "superseded_at")
    assert [(denies, bool(past)) for denies, past in said] == [
        (True, True),
        (False, False),
    ]


def test_a_delivery_marked_by_mistake_is_taken_back_and_the_trace_stays(
    lac_tamarac: Cooperative, melanie: Person, at: datetime, released: Proposal
) -> None:
    need = released
    delivered = need.delivered.get()
    actions.take_back_delivery(delivered, by=melanie, at=at + LATER, reason="Erreur.")
    assert (need.status, need.delivered.count()) == (Status.IN_TEST, 0)
    [held] = standings(need)
    assert [p.kind for p in held.pieces] == ["contained", "word"]
    assert held.comes_to == "denied"
    with pytest.raises(MoveNotAllowed):
        actions.take_back_delivery(delivered, by=melanie, at=at + LATER, reason="Bis.")


@pytest.mark.parametrize("name", ["rose_aimee", "gaetan", "solange", "stranger"])
def test_only_the_needs_own_coordinator_or_the_federation_says_so(
    name: str,
    request: pytest.FixtureRequest,
    lac_tamarac: Cooperative,
    at: datetime,
    built: Proposal,
) -> None:
    need, release = built, a_release(at=at)
    by = request.getfixturevalue(name)
    with pytest.raises(NotAllowed):
        actions.confirm_delivery(release, need, by=by, at=at)
    with pytest.raises(NotAllowed):
        actions.deny_delivery(release, need, by=by, at=at, reason="Non.")


def test_what_makes_no_sense_is_refused_in_words(
    lac_tamarac: Cooperative, melanie: Person, at: datetime, built: Proposal
) -> None:
    need, release = built, a_release(at=at)
    preview = a_release(tag="v2-rc1", at=at, is_preview=True)
    gone = a_release(tag="v1.1", at=at)
    actions.withdraw_release(gone, at=at)
    for wrong in (preview, gone):
        with pytest.raises(Refusal):
            actions.confirm_delivery(wrong, need, by=melanie, at=at)
    for reason in ("", " ", "x" * 601):
        with pytest.raises(Refusal):
            actions.deny_delivery(release, need, by=melanie, at=at, reason=reason)
    with pytest.raises(PersonalInformation):
        actions.deny_delivery(
            release, need, by=melanie, at=at, reason="BELR 5512 2314 de Mme B."
        )
    with pytest.raises(MoveNotAllowed):
        actions.confirm_delivery(
            release, submitted_need(lac_tamarac), by=melanie, at=at
        )
    assert not Evidence.objects.filter(kind="word").exists()


def test_a_delivery_whose_proof_is_lost_asks_for_a_person(
    lac_tamarac: Cooperative, melanie: Person, at: datetime, released: Proposal
) -> None:
    need = released
    assert not shaken().exists()
    actions.supersede_evidence(need.evidence.get(), at=at + LATER)
    assert list(shaken()) == [need]
    assert need.status == Status.RELEASED


def test_every_kind_has_its_sentence(lac_tamarac: Cooperative, at: datetime) -> None:
    facts = {"issue": 7, "pull": 30, "sha": "abcdef1234567890", "milestone": "2.4"}
    said = {sentence(piece(kind, facts=facts)) for kind in Evidence.Kind.values}
    assert len(said) == len(Evidence.Kind.values)
    assert not [words for words in said if "%(" in words]
