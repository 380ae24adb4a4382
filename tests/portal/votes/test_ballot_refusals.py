"""Who is stopped on the way to a ballot, with which words and which status."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from governance.membership.actions import admit_member
from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.voting.actions import seal_round, void_round
from governance.voting.models import Round
from tests.cast import AT, welcome
from tests.portal.votes.conftest import rounds_of, sentence_of, signed_in
from tests.portal.votes.test_ballot import checked

STEPS = ["round_ballot", "round_check", "round_receipt"]


def test_whoever_is_not_signed_in_signs_in_and_comes_back(choice_round: Round) -> None:
    response = Client().get(rounds_of(choice_round, "round_ballot"))
    assert response.status_code == 302
    assert "sign-in" in response["Location"]
    assert response["Location"].endswith(rounds_of(choice_round, "round_ballot"))


def test_a_session_that_ended_casts_nothing_and_says_so(choice_round: Round) -> None:
    response = Client().post(rounds_of(choice_round, "round_receipt"), follow=True)
    assert "nothing was cast" in response.content.decode()
    assert not choice_round.ballots.exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "membres d’autres coopératives"), ("en", "members of other co-operatives")],
)
def test_a_member_of_another_co_op_is_told_whose_vote_it_is(
    choice_round: Round, huguette: Person, language: str, words: str
) -> None:
    response = signed_in(huguette).get(
        rounds_of(choice_round, "round_ballot", language)
    )
    assert response.status_code == 403
    assert words in sentence_of(response)
    assert "Trois-Ormes" in sentence_of(response)


def test_a_stranger_is_told_that_only_members_vote(
    choice_round: Round, stranger: Person
) -> None:
    response = signed_in(stranger).get(rounds_of(choice_round, "round_ballot"))
    assert response.status_code == 403
    assert "Only members" in sentence_of(response)


def test_an_auxiliary_member_has_no_vote(
    choice_round: Round, auxiliary: Person
) -> None:
    response = signed_in(auxiliary).get(rounds_of(choice_round, "round_ballot"))
    assert response.status_code == 403
    assert "does not carry the right to vote" in sentence_of(response)


def test_a_superuser_gets_no_vote_by_being_one(
    choice_round: Round, superuser: Person
) -> None:
    response = signed_in(superuser).get(rounds_of(choice_round, "round_ballot"))
    assert response.status_code == 403


def test_who_joined_after_the_record_date_is_told_why(
    choice_round: Round, lac_tamarac: Cooperative
) -> None:
    late = welcome("Jean", "Tardif")
    admit_member(
        lac_tamarac,
        person=late,
        category="user",
        by=None,
        at=AT,
        since=choice_round.record_date + timedelta(days=1),
    )
    response = signed_in(late).get(rounds_of(choice_round, "round_ballot"))
    assert response.status_code == 403
    assert "on the record date" in sentence_of(response)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Ce vote est terminé"), ("en", "This vote is closed")],
)
def test_a_closed_round_takes_no_ballot(
    choice_round: Round,
    needs: list[Proposal],
    rose_aimee: Person,
    language: str,
    words: str,
) -> None:
    with time_machine.travel(choice_round.closes_at, tick=False):
        response = signed_in(rose_aimee).post(
            rounds_of(choice_round, "round_check", language),
            {"chosen": [needs[0].number]},
        )
    assert response.status_code == 409
    assert words in sentence_of(response)


def test_a_ballot_checked_in_time_and_cast_too_late_is_refused(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person
) -> None:
    client = signed_in(rose_aimee)
    slip = checked(client, choice_round, {"chosen": [needs[0].number]})
    client = signed_in(rose_aimee)
    with time_machine.travel(choice_round.closes_at, tick=False):
        response = client.post(rounds_of(choice_round, "round_receipt"), {"slip": slip})
    assert response.status_code == 409
    assert "was not cast" in sentence_of(response)
    assert not choice_round.ballots.exists()


def test_a_sealed_round_leads_to_its_result(
    choice_round: Round, rose_aimee: Person
) -> None:
    seal_round(choice_round, at=choice_round.closes_at)
    response = signed_in(rose_aimee).get(rounds_of(choice_round, "round_ballot"))
    assert response.status_code == 409
    assert rounds_of(choice_round, "round_results") in response.content.decode()


def test_a_cancelled_round_takes_no_ballot(
    choice_round: Round, rose_aimee: Person, melanie: Person
) -> None:
    void_round(
        choice_round,
        by=melanie,
        at=choice_round.opens_at,
        reason_fr="Une erreur.",
        reason_en="Une erreur.",
    )
    response = signed_in(rose_aimee).get(rounds_of(choice_round, "round_ballot"))
    assert response.status_code == 409
    assert "cancelled" in sentence_of(response)


@pytest.mark.parametrize("forged", ["", "nonsense", "eyJyb3VuZCI6MX0:1abc:def"])
def test_a_forged_slip_casts_nothing(
    choice_round: Round, rose_aimee: Person, forged: str
) -> None:
    response = signed_in(rose_aimee).post(
        rounds_of(choice_round, "round_receipt"), {"slip": forged}
    )
    assert response.status_code == 400
    assert not choice_round.ballots.exists()


def test_the_slip_of_one_person_is_no_use_to_another(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person, marc_andre: Person
) -> None:
    slip = checked(signed_in(rose_aimee), choice_round, {"chosen": [needs[0].number]})
    url = rounds_of(choice_round, "round_receipt")
    assert signed_in(marc_andre).post(url, {"slip": slip}).status_code == 400
    assert not choice_round.ballots.exists()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", STEPS)
def test_an_unknown_round_is_not_found(
    rose_aimee: Person, choice_round: Round, page: str, language: str
) -> None:
    url = rounds_of(choice_round, page, language).replace(
        str(choice_round.pk), "987654"
    )
    assert signed_in(rose_aimee).get(url).status_code == 404


def test_the_receipt_is_shown_once(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person
) -> None:
    client = signed_in(rose_aimee)
    slip = checked(client, choice_round, {"chosen": [needs[0].number]})
    url = rounds_of(choice_round, "round_receipt")
    tracker = client.post(url, {"slip": slip}).context["receipt"].tracker
    again = client.get(url)
    assert again.status_code == 410
    assert tracker not in again.content.decode()


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_an_impossible_number_is_not_found(database: object, number: str) -> None:
    for address in (f"/en/votes/{number}/", f"/en/votes/{number}/results/"):
        assert Client().get(address).status_code == 404
    assert Client().get(f"/en/roadmap/?cycle={number}").status_code == 200
