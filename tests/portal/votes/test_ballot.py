"""Voting in three steps over HTTP, without a script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from governance.journal.models import Entry
from governance.membership.models import Person
from governance.proposals.models import Proposal
from governance.voting.models import Round
from tests.portal.votes.conftest import rounds_of, signed_in

LANGUAGES = ["fr", "en"]


def slip_in(page: str) -> str:
    found = re.search(r'name="slip" value="([^"]+)"', page)
    assert found, "the check page carries the ballot in its form"
    return found.group(1)


def checked(client: Client, round: Round, data: dict[str, object]) -> str:
    """The slip of the check page after choosing."""
    response = client.post(rounds_of(round, "round_check"), data)
    assert response.status_code == 200
    return slip_in(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_steps_give_a_receipt_and_one_ballot(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person, language: str
) -> None:
    client = signed_in(rose_aimee)
    paper = client.get(rounds_of(choice_round, "round_ballot", language))
    assert paper.status_code == 200
    choice = {"chosen": [needs[2].number, needs[0].number]}
    check = client.post(rounds_of(choice_round, "round_check", language), choice)
    page = check.content.decode()
    shown = check.context["ballot"]
    assert [line.need.title for line in shown.lines] == [
        "Voir qui a lu mon dossier",
        "Lire à voix haute",
    ]
    assert [need.title for need in shown.left_out] == ["Des rappels sans réseau"]
    assert not choice_round.ballots.exists()
    cast = client.post(
        rounds_of(choice_round, "round_receipt", language), {"slip": slip_in(page)}
    )
    assert cast.status_code == 200
    ballot = choice_round.ballots.get()
    assert ballot.tracker in cast.content.decode()
    assert ballot.choices == {"chosen": sorted(choice["chosen"])}


@pytest.mark.parametrize("answer", ["yes", "no", "abstain"])
def test_each_answer_of_yes_or_no_is_cast_as_chosen(
    yes_no_round: Round, rose_aimee: Person, answer: str
) -> None:
    client = signed_in(rose_aimee)
    slip = checked(client, yes_no_round, {"answer": answer})
    client.post(rounds_of(yes_no_round, "round_receipt"), {"slip": slip})
    assert yes_no_round.ballots.get().choices == {"answer": answer}


def test_a_doubled_click_gives_the_same_receipt(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person
) -> None:
    client = signed_in(rose_aimee)
    slip = checked(client, choice_round, {"chosen": [needs[0].number]})
    url = rounds_of(choice_round, "round_receipt")
    first, second = client.post(url, {"slip": slip}), client.post(url, {"slip": slip})
    assert first.context["receipt"].tracker == second.context["receipt"].tracker
    assert choice_round.ballots.count() == 1
    assert Entry.objects.filter(verb="ballot.cast").count() == 1


def test_a_vote_can_be_changed_and_only_the_last_one_stands(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person
) -> None:
    client = signed_in(rose_aimee)
    url = rounds_of(choice_round, "round_receipt")
    for number in (needs[0].number, needs[1].number):
        slip = checked(client, choice_round, {"chosen": [number]})
        last = client.post(url, {"slip": slip})
    assert last.context["receipt"].changed
    assert choice_round.ballots.get().choices == {"chosen": [needs[1].number]}


def test_going_back_from_the_check_keeps_what_was_chosen(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person
) -> None:
    client = signed_in(rose_aimee)
    slip = checked(client, choice_round, {"chosen": [needs[1].number]})
    paper = client.post(rounds_of(choice_round, "round_ballot"), {"slip": slip})
    assert _checked_numbers(paper.content.decode()) == [needs[1].number]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Vous avez coché 3 besoins"), ("en", "You checked 3 needs")],
)
def test_choosing_too_many_is_explained_and_everything_is_kept(
    choice_round: Round,
    needs: list[Proposal],
    rose_aimee: Person,
    language: str,
    words: str,
) -> None:
    every = [need.number for need in needs]
    response = signed_in(rose_aimee).post(
        rounds_of(choice_round, "round_check", language), {"chosen": every}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert _checked_numbers(page) == every
    assert not choice_round.ballots.exists()


def _checked_numbers(page: str) -> list[int]:
    boxes = re.findall(r'name="chosen"[^>]*value="(\d+)"( checked)?', page)
    return [int(number) for number, checked in boxes if checked]


Unfilled = Callable[[list[Proposal]], dict[str, object]]


@pytest.mark.parametrize(
    "filled",
    [
        lambda needs: {},
        lambda needs: {"chosen": [needs[0].number], "none": "on"},
        lambda needs: {"chosen": ["9999"]},
        lambda needs: {"chosen": ["abc"]},
    ],
    ids=["nothing", "needs and none", "unknown need", "not a number"],
)
def test_a_paper_that_cannot_be_read_is_shown_again(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person, filled: Unfilled
) -> None:
    response = signed_in(rose_aimee).post(
        rounds_of(choice_round, "round_check"), filled(needs)
    )
    assert response.status_code == 422
    assert response.context["form"].errors


def test_a_blank_ballot_is_cast_only_on_purpose(
    choice_round: Round, rose_aimee: Person
) -> None:
    client = signed_in(rose_aimee)
    slip = checked(client, choice_round, {"none": "on"})
    client.post(rounds_of(choice_round, "round_receipt"), {"slip": slip})
    assert choice_round.ballots.get().choices == {"chosen": []}


def test_reading_the_pages_of_a_ballot_changes_nothing(
    choice_round: Round, rose_aimee: Person
) -> None:
    client, before = signed_in(rose_aimee), Entry.objects.count()
    for page in ("round_ballot", "round_check", "round_receipt", "round_detail"):
        assert client.get(rounds_of(choice_round, page)).status_code in (200, 302)
    assert Entry.objects.count() == before
    assert not choice_round.ballots.exists()


def test_the_pages_of_a_ballot_are_never_kept(
    choice_round: Round, rose_aimee: Person
) -> None:
    response = signed_in(rose_aimee).get(rounds_of(choice_round, "round_ballot"))
    assert "no-store" in response["Cache-Control"]


def test_a_cast_asks_the_database_little(
    choice_round: Round,
    needs: list[Proposal],
    rose_aimee: Person,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    """Every one of these is waited for by everyone who votes at the same moment."""
    client = signed_in(rose_aimee)
    slip = checked(client, choice_round, {"chosen": [needs[0].number]})
    address = rounds_of(choice_round, "round_receipt")
    with django_assert_max_num_queries(14):
        assert client.post(address, {"slip": slip}).status_code == 200
