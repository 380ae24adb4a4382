"""Rounds as anyone may read them: lists, details, never a partial result."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.voting.actions import open_round, void_round
from governance.voting.models import Option, Round
from tests.portal.votes.conftest import rounds_of, signed_in
from tests.round_builders import crowd, prepared_round, vote

QUERIES = 15


def listing(client: Client, language: str = "en") -> str:
    return client.get(
        {"en": "/en/votes/", "fr": "/fr/votes/"}[language]
    ).content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_open_round_shows_its_nature_and_turnout_but_no_result(
    choice_round: Round, needs: list[Proposal], rose_aimee: Person, language: str
) -> None:
    vote(choice_round, rose_aimee, [needs[0]], at=timezone.now())
    for page in (
        listing(Client(), language),
        Client()
        .get(rounds_of(choice_round, "round_detail", language))
        .content.decode(),
    ):
        assert "Consultation" in page
        assert {"fr": "1 personne sur 4", "en": "1 person out of 4"}[language] in page
    result = Client().get(rounds_of(choice_round, "round_results", language))
    assert result.status_code == 409
    assert needs[0].wording("fr").title not in result.content.decode()


def test_the_page_of_a_round_holds_its_sealed_rules(choice_round: Round) -> None:
    page = Client().get(rounds_of(choice_round, "round_detail")).content.decode()
    assert choice_round.rule_sheet_hash in page
    assert "passerelle/rule-sheet/1" in page
    assert "Eastern Time" in page


def test_a_round_in_preparation_is_seen_by_those_who_prepare_it(
    lac_tamarac: Cooperative, needs: list[Proposal], melanie: Person, huguette: Person
) -> None:
    hidden = prepared_round(lac_tamarac, *needs, by=melanie, at=timezone.now())
    url = rounds_of(hidden, "round_detail")
    for person in (None, huguette):
        client = signed_in(person) if person else Client()
        assert client.get(url).status_code == 404
        assert hidden.title_en not in listing(client)
    assert signed_in(melanie).get(url).status_code == 200
    assert hidden.title_en in listing(signed_in(melanie))


def test_an_announced_round_is_coming(
    lac_tamarac: Cooperative, needs: list[Proposal], melanie: Person
) -> None:
    soon = timezone.now() + timedelta(days=2)
    today = timezone.localdate()
    round = prepared_round(lac_tamarac, *needs, by=melanie, at=soon, record_date=today)
    open_round(round, by=melanie, at=timezone.now())
    assert "Opens on" in listing(Client())
    stopped = Client().get(rounds_of(round, "round_ballot"))
    assert stopped.status_code == 409
    assert "not open yet" in str(stopped.context["sentence"])


@pytest.mark.parametrize("rows", [3, 60])
def test_the_list_takes_the_same_queries_whatever_its_length(
    choice_round: Round, melanie: Person, rows: int
) -> None:
    more_rounds(choice_round, rows - 1)
    client = signed_in(melanie)
    with CaptureQueriesContext(connection) as seen:
        page = client.get(reverse("round_list"))
    assert page.status_code == 200
    assert len(page.context["open"]) == rows
    assert len(seen) <= QUERIES


def more_rounds(like: Round, count: int) -> None:
    """Copies of an open round, written as rows: only the list looks at them."""
    options = list(like.options.all())
    for _copy in range(count):
        like.pk, like.key_id, like._state.adding = None, uuid.uuid4(), True
        like.save()
        Option.objects.bulk_create(
            Option(round=like, proposal=o.proposal, position=o.position)
            for o in options
        )


def test_the_page_of_a_round_takes_few_queries(
    choice_round: Round, rose_aimee: Person, django_assert_max_num_queries: object
) -> None:
    client = signed_in(rose_aimee)
    with django_assert_max_num_queries(QUERIES):  # type: ignore[operator]
        client.get(rounds_of(choice_round, "round_detail"))
    with django_assert_max_num_queries(QUERIES):  # type: ignore[operator]
        client.get(rounds_of(choice_round, "round_ballot"))


def test_a_cancelled_round_says_why(
    choice_round: Round, melanie: Person, lac_tamarac: Cooperative
) -> None:
    crowd(lac_tamarac, 2)
    reason = "Une erreur dans la question."
    void_round(
        choice_round, by=melanie, at=timezone.now(), reason_fr=reason, reason_en=reason
    )
    for page in ("round_detail", "round_results"):
        shown = Client().get(rounds_of(choice_round, page))
        assert shown.status_code == 200
        assert reason in shown.content.decode()
