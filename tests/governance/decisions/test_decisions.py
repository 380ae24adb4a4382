"""The board decides, its secretary writes it down, the need moves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from governance.decisions import permissions
from governance.decisions.actions import record_decision
from governance.decisions.models import Decision
from governance.decisions.queries import latest_for, recorded, rounds_to_cite
from governance.guard import PersonalInformation
from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.voting.actions import void_round
from tests.builders import (
    accepted_need,
    decide,
    draft_need,
    mandated_need,
    round_of,
    submitted_need,
    voted_need,
)
from tests.round_builders import opened_round

pytestmark = pytest.mark.usefixtures("rose_aimee", "melanie", "gaetan")


@pytest.fixture
def later(at: datetime) -> datetime:
    return at + timedelta(days=20)


@pytest.mark.parametrize(
    ("outcome", "status", "verb"),
    [
        ("adopted", Status.MANDATED, "need.mandated"),
        ("refused", Status.REFUSED, "need.refused"),
        ("deferred", Status.UNDER_REVIEW, "need.deferred"),
    ],
)
def test_an_outcome_moves_the_need_and_leaves_two_lines(
    outcome: str,
    status: str,
    verb: str,
    lac_tamarac: Cooperative,
    later: datetime,
    voted: Proposal,
) -> None:
    need = voted
    decision = decide(need, at=later, outcome=outcome)
    assert (need.status, decision.round) == (status, round_of(need))
    assert latest_for(need) == decision
    lines = list(Entry.objects.order_by("-number")[:2])
    assert [line.verb for line in lines] == ["decision.recorded", verb]
    assert lines[0].facts == {
        "need": need.number,
        "reference": decision.reference,
        "outcome": outcome,
    }


@pytest.mark.parametrize("build", [submitted_need, accepted_need])
def test_before_a_vote_the_board_may_only_refuse(
    build: Callable[..., Proposal], lac_tamarac: Cooperative, later: datetime
) -> None:
    need = build(lac_tamarac)
    for outcome in ("adopted", "deferred"):
        with pytest.raises(MoveNotAllowed):
            decide(need, at=later, outcome=outcome)
    decide(need, at=later, outcome="refused")
    assert need.status == Status.REFUSED


@pytest.mark.parametrize("build", [draft_need, mandated_need])
def test_other_stages_wait_for_no_decision(
    build: Callable[..., Proposal], lac_tamarac: Cooperative, later: datetime
) -> None:
    with pytest.raises(MoveNotAllowed):
        decide(build(lac_tamarac), at=later, outcome="refused", reference="X-1")


def test_the_board_waits_for_a_vote_under_way(
    lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    need = accepted_need(lac_tamarac)
    held = opened_round(lac_tamarac, need, by=melanie, at=at)
    with pytest.raises(MoveNotAllowed):
        decide(need, at=at, outcome="refused")
    void_round(
        held, by=melanie, at=at, reason_fr="Mauvaise date.", reason_en="Mauvaise date."
    )
    decide(need, at=at, outcome="refused")


@pytest.mark.parametrize(
    "name", ["rose_aimee", "melanie", "bertrand", "denis", "stranger"]
)
def test_only_the_coops_secretary_writes_it_down(
    name: str, request: pytest.FixtureRequest, voted: Proposal, later: datetime
) -> None:
    person = request.getfixturevalue(name)
    need = voted
    assert not permissions.can_decide(person, need)
    with pytest.raises(NotAllowed):
        record_decision(
            need, by=person, at=later, outcome="adopted", reference="CA-1",
            reasons_fr="Oui.", reasons_en="", met_on=later.date(), round=round_of(need),
        )  # fmt: skip
    assert need.status == Status.VOTED


def test_the_secretary_may_while_it_waits(
    lac_tamarac: Cooperative, gaetan: Person, later: datetime, voted: Proposal
) -> None:
    need = voted
    assert permissions.can_decide(gaetan, need)
    decide(need, at=later)
    assert not permissions.can_decide(gaetan, need)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reasons_fr": " "}, "in French"),
        ({"reasons_fr": "a" * 8001}, "8001 characters"),
        ({"reasons_en": "a" * 8001}, "8001 characters"),
        ({"reference": "  "}, "number of the resolution"),
        ({"reference": "a" * 41}, "41 characters; 40"),
        ({"outcome": "maybe"}, "what the board decided"),
        ({"round": None}, "Name the vote"),
    ],
)
def test_a_wrong_decision_is_refused_with_a_sentence(
    wrong: dict[str, Any],
    said: str,
    lac_tamarac: Cooperative,
    later: datetime,
    voted: Proposal,
) -> None:
    need = voted
    with override("en"), pytest.raises(Refusal) as refusal:
        decide(need, at=later, **wrong)
    assert said in str(refusal.value)
    need.refresh_from_db()
    assert (need.status, Decision.objects.count()) == (Status.VOTED, 0)


def test_a_meeting_is_not_in_the_future(
    lac_tamarac: Cooperative, later: datetime, voted: Proposal
) -> None:
    need = voted
    with pytest.raises(Refusal):
        decide(need, at=later, met_on=timezone.localdate(later) + timedelta(days=1))
    decide(need, at=later, met_on=timezone.localdate(later))


def test_the_cited_vote_is_counted_and_about_this_need(
    lac_tamarac: Cooperative, melanie: Person, later: datetime, voted: Proposal
) -> None:
    need, other = voted, voted_need(lac_tamarac)
    waiting = accepted_need(lac_tamarac)
    running = opened_round(lac_tamarac, waiting, by=melanie, at=later)
    for cited in (round_of(other), running):
        with pytest.raises(Refusal):
            decide(need, at=later, round=cited)
    assert list(rounds_to_cite(need)) == [round_of(need)]


def test_a_resolution_is_recorded_once_at_a_coop(
    lac_tamarac: Cooperative,
    trois_ormes: Cooperative,
    huguette: Person,
    solange: Person,
    bertrand: Person,
    later: datetime,
    voted: Proposal,
) -> None:
    decide(voted, at=later, reference="CA-2026-11")
    second = voted_need(lac_tamarac)
    with override("en"), pytest.raises(Refusal) as refusal:
        decide(second, at=later, reference=" CA-2026-11 ")
    assert "already recorded" in str(refusal.value)
    decide(voted_need(trois_ormes), at=later, reference="CA-2026-11")


def test_a_health_number_is_not_saved_in_reasons(
    voted: Proposal, later: datetime
) -> None:
    with pytest.raises(PersonalInformation):
        decide(voted, at=later, reasons_fr="TREM 5412 2816")


def test_a_deferred_need_is_voted_on_and_decided_again(
    lac_tamarac: Cooperative, melanie: Person, later: datetime, voted: Proposal
) -> None:
    need = voted
    decide(need, at=later, outcome="deferred")
    decide(need, at=later, outcome="refused", reference="CA-2", round=None)
    latest = latest_for(need)
    assert latest is not None
    assert (latest.outcome, need.decisions.count()) == ("refused", 2)


def test_the_list_asks_a_fixed_number_of_questions(
    lac_tamarac: Cooperative, later: datetime, django_assert_num_queries: Any
) -> None:
    for wanted in (2, 6):
        while Decision.objects.count() < wanted:
            decide(voted_need(lac_tamarac), at=later)
        with django_assert_num_queries(2):
            for decision in recorded():
                assert decision.proposal.wording("fr")
                assert decision.cooperative.short_name
                assert decision.round
