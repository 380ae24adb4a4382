"""One address a need and language; everything else leads there or nowhere."""

import re
from typing import Any

import pytest
from django.test import Client

from cms.trees import ensure_trees
from governance.membership.models import Cooperative, Person
from governance.proposals import actions
from governance.proposals.models import Proposal
from tests import builders
from tests.worlds import shared


@shared
def translated(need: Proposal, melanie: Person, at: Any) -> Proposal:
    actions.revise_proposal(
        need, by=melanie, at=at, language="en", title="See who read my record",
        text="I want to know who opened my record, and when.",
    )  # fmt: skip
    return need


def test_the_address_carries_the_words_of_its_language(
    client: Client, translated: Proposal
) -> None:
    number = translated.number
    assert (
        client.get(f"/fr/besoins/{number}-voir-qui-a-lu-mon-dossier/").status_code
        == 200
    )
    assert client.get(f"/en/needs/{number}-see-who-read-my-record/").status_code == 200


@pytest.mark.parametrize(
    "wrong", ["{n}/", "{n}-see-who-read-my-record/", "{n}-autre-chose/"]
)
def test_other_words_lead_to_the_one_address(
    client: Client, translated: Proposal, wrong: str
) -> None:
    there = wrong.format(n=translated.number)
    response = client.get(f"/fr/besoins/{there}")
    assert response.status_code == 302
    assert response.url == f"/fr/besoins/{translated.number}-voir-qui-a-lu-mon-dossier/"


def test_the_switch_leads_to_the_same_need_in_the_other_language(
    client: Client, translated: Proposal, address: str
) -> None:
    html = client.get(address).content.decode()
    switch = re.search(r'<a class="language" href="([^"]+)" lang="en"', html)
    assert (
        switch and switch[1] == f"/en/needs/{translated.number}-see-who-read-my-record/"
    )
    assert client.get(switch[1]).status_code == 200


@pytest.mark.parametrize("language, words", [
    ("fr/besoins", "Cette page n’existe pas"), ("en/needs", "This page does not exist"),
])  # fmt: skip
@pytest.mark.parametrize("number", ["999", "99999999999999999999999"])
def test_an_unknown_number_is_said_in_the_readers_language(
    client: Client, database: Any, language: str, words: str, number: str
) -> None:
    response = client.get(f"/{language}/{number}-quoi/")
    assert response.status_code == 404
    assert words in response.content.decode()


def test_a_draft_is_not_even_hinted_at(
    client: Client, signed_in: Any, lac_tamarac: Cooperative, rose_aimee: Person,
    marc_andre: Person, melanie: Person,
) -> None:  # fmt: skip
    draft = builders.draft_need(lac_tamarac, author=rose_aimee)
    here = f"/fr/besoins/{draft.number}/"
    assert client.get(here).status_code == 404
    assert signed_in(marc_andre).get(here).status_code == 404
    assert signed_in(rose_aimee).get(here, follow=True).status_code == 200
    assert signed_in(melanie).get(here, follow=True).status_code == 200


def test_a_draft_of_somebody_else_takes_no_act(
    signed_in: Any, lac_tamarac: Cooperative, rose_aimee: Person, marc_andre: Person
) -> None:
    draft = builders.draft_need(lac_tamarac, author=rose_aimee)
    client = signed_in(marc_andre)
    for act in ("appuyer", "deposer", "commenter", "modifier", "retirer", "fiche"):
        assert client.post(f"/fr/besoins/{draft.number}/{act}/").status_code == 404


@pytest.mark.parametrize(
    ("here", "there"),
    [("/fr/vie-privee/", "/en/privacy/"), ("/en/releases/", "/fr/versions/")],
)
def test_the_switch_follows_the_page_trees(
    client: Client, database: Any, at: Any, here: str, there: str
) -> None:
    ensure_trees(at)
    html = client.get(here).content.decode()
    switch = re.search(r'<a class="language" href="([^"]+)"', html)
    assert switch
    assert switch[1] == there
    assert client.get(there).status_code == 200
