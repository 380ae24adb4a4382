"""What came out of a round: sentences, exact figures, ties, and no name anywhere."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.voting.actions import seal_round
from governance.voting.models import Round
from tests import builders
from tests.portal.votes.conftest import rounds_of
from tests.round_builders import crowd, opened_round, vote
from tests.worlds import shared


def results(round: Round, language: str = "en") -> Any:
    return Client().get(rounds_of(round, "round_results", language))


@shared
def counted(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person, marc_andre: Person
) -> Round:
    """Two people voted; two needs tie in the first place."""
    vote(choice_round, rose_aimee, [needs[0], needs[1]], at=timezone.now())
    vote(choice_round, marc_andre, [needs[0], needs[1]], at=timezone.now())
    seal_round(choice_round, at=choice_round.closes_at)
    choice_round.refresh_from_db()
    return choice_round


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sentence_comes_first_then_each_need(
    counted: Round, needs: list[Proposal], language: str
) -> None:
    page = results(counted, language).content.decode()
    heading = page[page.index("<h1>") : page.index("</h1>")]
    assert needs[0].wording("fr").title in heading
    assert "2/2" in page
    assert counted.result.seal in page
    assert "2/4" in page


def test_tied_needs_share_their_place(counted: Round) -> None:
    lines = results(counted).context["lines"]
    assert [(line.place, line.tied) for line in lines] == [
        (1, True),
        (1, True),
        (3, False),
    ]


def test_what_the_board_made_of_each_need_stands_beside_it(
    counted: Round, needs: list[Proposal]
) -> None:
    for need in needs:
        need.refresh_from_db()
    now = timezone.now()
    builders.decide(needs[0], at=now, round=counted)
    builders.decide(needs[1], at=now, round=counted, outcome="refused")
    after = {
        line.option.number: line.after for line in results(counted).context["lines"]
    }
    assert after[needs[0].number] == "retained"
    assert after[needs[1].number] == "not retained"
    assert "waiting" in after[needs[2].number]


def test_nobody_is_named_on_the_result(
    counted: Round, rose_aimee: Person, marc_andre: Person
) -> None:
    page = results(counted).content.decode()
    for person in (rose_aimee, marc_andre):
        assert person.last_name not in page
        assert person.email not in page
        assert str(person.ref) not in page
    for ballot in counted.ballots.all():
        assert ballot.tracker not in page
        assert str(ballot.pk) not in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_too_few_voters_is_said_before_any_figure(
    lac_tamarac: Cooperative,
    needs: list[Proposal],
    melanie: Person,
    rose_aimee: Person,
    language: str,
) -> None:
    crowd(lac_tamarac, 20)
    now = timezone.now()
    round = opened_round(lac_tamarac, needs[0], by=melanie, at=now, quorum="1/2")
    vote(round, rose_aimee, "yes", at=now)
    seal_round(round, at=round.closes_at)
    page = results(round, language).content.decode()
    words = {"fr": "Trop peu de personnes", "en": "Too few people voted"}[language]
    assert page.index(words) < page.index("1/23")
    assert "1/2" in page


def test_small_co_ops_are_not_told_apart(
    counted: Round, lac_tamarac: Cooperative
) -> None:
    sections = results(counted).context["sections"]
    assert not any(section.groups for section in sections)
    assert [section.title for section in sections] == ["By category of members"]
    assert "recognised" in sections[0].note, "user and worker members, under ten each"


def test_the_receipt_shows_the_ballot_as_it_was_counted(
    counted: Round, needs: list[Proposal]
) -> None:
    ballot = counted.ballots.first()
    assert ballot is not None
    typed = ballot.tracker.upper().replace("-", " ")
    page = Client().post(rounds_of(counted, "round_verify"), {"tracker": typed})
    assert page.status_code == 200
    assert ballot.tracker in page.content.decode()
    assert needs[1].wording("fr").title in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "status"), [("huard-sapin-rame-tamarac", 404), ("", 422)]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_receipt_that_names_no_ballot_is_explained(
    counted: Round, typed: str, status: int, language: str
) -> None:
    url = rounds_of(counted, "round_verify", language)
    page = Client().post(url, {"tracker": typed})
    assert page.status_code == status
    assert page.context["form"].errors["tracker"]


def test_no_ballot_is_shown_before_the_seal(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person
) -> None:
    tracker = vote(choice_round, rose_aimee, [needs[0]], at=timezone.now()).tracker
    url = rounds_of(choice_round, "round_verify")
    page = Client().post(url, {"tracker": tracker})
    assert page.status_code == 409
    assert needs[0].wording("fr").title not in page.content.decode()


def test_results_take_few_queries(
    counted: Round, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(15):
        results(counted)
    with django_assert_max_num_queries(15):
        Client().get(rounds_of(counted, "round_verify"))
