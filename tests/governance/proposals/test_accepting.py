"""A coordinator accepts; a coordinator writes the brief, a second person confirms."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from governance.guard import PersonalInformation
from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals import actions
from governance.proposals.lifecycle import Status
from governance.proposals.models import Brief, Proposal
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from tests.builders import (
    BRIEF,
    IMPACTS,
    accepted_need,
    draft_need,
    submitted_need,
    voted_need,
    written_brief,
)


def test_accepting_keeps_the_impact_sheet(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person
) -> None:
    need = accepted_need(lac_tamarac)
    assert need.status == Status.UNDER_REVIEW
    assert need.effort_days == IMPACTS["effort_days"]
    line = Entry.objects.get(verb="need.accepted")
    assert IMPACTS.items() <= line.facts.items()


@pytest.mark.parametrize(
    "wrong",
    [
        {"effort_days": 0},
        {"effort_days": 10_000},
        {"privacy_impact": "enormous"},
        {"flexibility_impact": ""},
    ],
)
def test_a_wrong_impact_sheet_is_refused(
    wrong: dict[str, Any], lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person
) -> None:
    with pytest.raises(Refusal):
        accepted_need(lac_tamarac, **wrong)
    assert not Entry.objects.filter(verb="need.accepted").exists()


def test_a_coordinator_of_another_coop_does_not_accept(
    lac_tamarac: Cooperative, rose_aimee: Person, solange: Person, at: datetime
) -> None:
    need = submitted_need(lac_tamarac)
    with pytest.raises(NotAllowed):
        actions.accept_for_vote(need, by=solange, at=at, **IMPACTS)


def test_only_a_submitted_need_is_accepted(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, at: datetime
) -> None:
    for need in (draft_need(lac_tamarac), voted_need(lac_tamarac)):
        with pytest.raises(MoveNotAllowed):
            actions.accept_for_vote(need, by=melanie, at=at, **IMPACTS)


def test_a_brief_waits_for_the_mandate(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, at: datetime
) -> None:
    with pytest.raises(MoveNotAllowed):
        written_brief(voted_need(lac_tamarac), at=at)


def test_only_the_coops_coordinator_writes_it(
    lac_tamarac: Cooperative,
    rose_aimee: Person,
    melanie: Person,
    gaetan: Person,
    solange: Person,
    at: datetime,
    mandated: Proposal,
) -> None:
    need = mandated
    for person in (rose_aimee, gaetan, solange):
        with pytest.raises(NotAllowed):
            actions.write_brief(need, by=person, at=at, **BRIEF)


@pytest.mark.parametrize(
    "part", ["title", "user_story", "acceptance_test", "summary_fr"]
)
def test_a_brief_lacks_nothing_that_developers_need(
    part: str, lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person,
    gaetan: Person, at: datetime, mandated: Proposal,
) -> None:  # fmt: skip
    need = mandated
    with pytest.raises(Refusal):
        written_brief(need, at=at, **{part: "  "})
    with pytest.raises(Refusal):
        written_brief(need, at=at, **{part: "a" * 4001})
    written_brief(need, at=at, privacy_notes="", out_of_scope="")


def test_a_health_number_is_not_saved_in_a_brief(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, gaetan: Person,
    at: datetime, mandated: Proposal,
) -> None:  # fmt: skip
    need = mandated
    with pytest.raises(PersonalInformation):
        written_brief(need, at=at, out_of_scope="carte TREM 5412 2816")
    assert not Brief.objects.exists()


@pytest.mark.parametrize("second", ["gaetan", "denis"])
def test_a_second_person_with_a_seat_confirms_and_a_second_click_is_harmless(
    second: str, request: pytest.FixtureRequest, lac_tamarac: Cooperative,
    rose_aimee: Person, melanie: Person, gaetan: Person, at: datetime, mandated: Proposal,
) -> None:  # fmt: skip
    brief = written_brief(mandated, at=at)
    reader = request.getfixturevalue(second)
    for _click in range(2):
        actions.confirm_brief(brief, by=reader, at=at)
    assert (brief.confirmed_by, brief.confirmed_at) == (reader, at)
    assert Entry.objects.filter(verb="brief.confirmed").count() == 1


def test_nobody_confirms_their_own_brief_nor_without_a_seat(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, gaetan: Person,
    solange: Person, at: datetime, mandated: Proposal,
) -> None:  # fmt: skip
    brief = written_brief(mandated, at=at)
    for person in (melanie, rose_aimee, solange):
        with pytest.raises(NotAllowed):
            actions.confirm_brief(brief, by=person, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Brief.objects.update(confirmed_by=melanie, confirmed_at=at)


def test_writing_again_takes_the_confirmation_away(
    lac_tamarac: Cooperative, rose_aimee: Person, melanie: Person, gaetan: Person,
    at: datetime, mandated: Proposal,
) -> None:  # fmt: skip
    need = mandated
    actions.confirm_brief(written_brief(need, at=at), by=gaetan, at=at)
    again = written_brief(need, at=at, title="Show who opened it")
    again.refresh_from_db()
    assert (again.confirmed_by, again.confirmed_at) == (None, None)
    assert Brief.objects.count() == 1
