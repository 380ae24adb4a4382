"""The list: found, filtered, counted in a sentence, never empty-handed."""

import re
from typing import Any

import pytest
from django.test import Client

from governance.membership.models import Cooperative, Person
from governance.proposals import actions
from governance.proposals.models import Proposal
from tests import builders


def titles(html: str) -> list[str]:
    return re.findall(r"<h2><a [^>]*>([^<]+)</a></h2>", html)


def body(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_card_says_title_state_and_supports(
    client: Client, need: Proposal, at: Any, marc_andre: Person
) -> None:
    actions.support_proposal(need, by=marc_andre, at=at)
    html = body(client, "/fr/besoins/")
    assert titles(html) == ["Voir qui a lu mon dossier"]
    assert html.index("Voir qui a lu") < html.index("Déposé") < html.index("1 appui")
    assert "Les membres ont proposé 1 besoin." in html


def test_a_search_finds_stems_without_accents(client: Client, need: Proposal) -> None:
    assert titles(body(client, "/fr/besoins/?q=dossiers"))
    nothing = body(client, "/fr/besoins/?q=ascenseur")
    assert not titles(nothing)
    assert "Aucun besoin ne répond à cette recherche" in nothing


def test_filters_narrow_and_junk_is_left_aside(
    client: Client, need: Proposal, trois_ormes: Cooperative, huguette: Person
) -> None:
    builders.submitted_need(
        trois_ormes, author=huguette, title="Un rappel par téléphone"
    )
    assert titles(body(client, "/fr/besoins/?cooperative=trois-ormes")) == [
        "Un rappel par téléphone"
    ]
    assert len(titles(body(client, "/fr/besoins/?status=need&value=privacy"))) == 2
    assert titles(body(client, "/fr/besoins/?status=confirmation")) == []
    assert (
        len(titles(body(client, "/fr/besoins/?sort=%00&cooperative=x&page=zzz"))) == 2
    )


def test_drafts_and_withdrawn_needs_are_nowhere(
    client: Client, lac_tamarac: Cooperative, rose_aimee: Person, at: Any
) -> None:
    builders.draft_need(lac_tamarac, author=rose_aimee)
    withdrawn = builders.submitted_need(lac_tamarac, author=rose_aimee)
    actions.withdraw_proposal(withdrawn, by=rose_aimee, at=at)
    html = body(client, "/fr/besoins/")
    assert not titles(html)
    assert "Aucun besoin pour l’instant" in html


def test_twelve_a_page_and_the_search_is_kept(
    client: Client, lac_tamarac: Cooperative, rose_aimee: Person
) -> None:
    for number in range(14):
        builders.submitted_need(
            lac_tamarac, author=rose_aimee, title=f"Voir ma liste {number}"
        )
    first = body(client, "/fr/besoins/?q=liste&sort=new")
    assert len(titles(first)) == 12
    assert "14 besoins répondent à votre recherche. Voici les numéros 1 à 12." in first
    assert 'href="?q=liste&amp;sort=new&amp;page=2"' in first
    assert len(titles(body(client, "/fr/besoins/?q=liste&sort=new&page=2"))) == 2


def test_the_english_list_marks_french_titles(client: Client, need: Proposal) -> None:
    html = body(client, "/en/needs/")
    assert 'lang="fr">Voir qui a lu mon dossier' in html
    assert "Members have proposed 1 need." in html


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_list_is_only_read(client: Client, database: Any, method: str) -> None:
    assert getattr(client, method)("/fr/besoins/").status_code == 405
