"""A member proposes: guided, warned, never losing a word, never twice."""

import re
from typing import Any

import pytest
from django.test import Client

from governance.membership.models import Cooperative, Person
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from tests import builders, cast

NEW = "/fr/besoins/nouveau/"
NUMBER = "TREM 5810 1512"


@pytest.fixture
def rose(signed_in: Any, rose_aimee: Person) -> Client:
    return signed_in(rose_aimee)


def stamp_in(html: str) -> str:
    found = re.search(r'name="looked_at" value="(\w+)"', html)
    assert found
    return found[1]


def test_from_blank_page_to_public_need(rose: Client, new_need: dict[str, Any]) -> None:
    kept = rose.post(NEW, new_need, follow=True)
    need = Proposal.objects.get()
    assert need.status == Status.DRAFT
    assert "Votre brouillon est enregistré." in kept.content.decode()
    submitted = rose.post(f"/fr/besoins/{need.number}/deposer/", follow=True)
    need.refresh_from_db()
    assert need.status == Status.SUBMITTED
    assert "Votre besoin est public." in submitted.content.decode()
    assert need.wording("fr").slug == "entendre-mes-resultats"
    assert {t.value: t.weight for t in need.value_tags.all()} == {
        "equity": 1, "access_proximity": 1, "empowerment": 1,
    }  # fmt: skip


def test_the_same_form_twice_is_one_need(
    rose: Client, new_need: dict[str, Any]
) -> None:
    first, second = rose.post(NEW, new_need), rose.post(NEW, new_need)
    assert first.url == second.url
    number = Proposal.objects.get().number
    for _twice in range(2):
        response = rose.post(f"/fr/besoins/{number}/deposer/")
        assert response.status_code == 302


def test_empty_and_over_long_lose_nothing(
    rose: Client, new_need: dict[str, Any]
) -> None:
    sent = new_need | {"title": "x" * 121, "text": "", "category": ""}
    response = rose.post(NEW, sent)
    html = response.content.decode()
    assert response.status_code == 422
    assert "x" * 121 in html
    assert 'href="#id_text"' in html
    assert "autofocus" in html
    assert 'aria-describedby="id_title_hint id_title_error"' in html
    assert not Proposal.objects.exists()


def test_line_ends_do_not_count_twice(rose: Client, new_need: dict[str, Any]) -> None:
    text = "\r\n".join(["ligne"] * 1334)  # 8,003 characters as sent, fewer as kept
    assert rose.post(NEW, new_need | {"text": text[:8000]}).status_code == 302


def test_four_values_of_a_family_are_too_many(
    rose: Client, new_need: dict[str, Any]
) -> None:
    many = ["equity", "democracy", "equality", "honesty"]
    response = rose.post(NEW, new_need | {"foundational": many})
    assert response.status_code == 422
    assert "Choisissez trois valeurs au plus" in response.content.decode()


def test_a_health_card_number_is_refused_and_masked(
    rose: Client, new_need: dict[str, Any]
) -> None:
    response = rose.post(NEW, new_need | {"text": f"Ma carte est {NUMBER}, voilà."})
    html = response.content.decode()
    assert response.status_code == 422
    assert "<mark>•••</mark>" in html
    assert html.count(NUMBER) == 1  # in the box where it was typed, nowhere else
    assert not Proposal.objects.exists()


def test_a_doubtful_text_asks_before_it_is_kept(
    rose: Client, new_need: dict[str, Any]
) -> None:
    sent = new_need | {"text": "Je veux appeler au 418 555-0142 en tout temps."}
    asked = rose.post(NEW, sent).content.decode()
    assert "<mark>418 555-0142</mark>" in asked
    assert not Proposal.objects.exists()
    looked = sent | {"looked_at": stamp_in(asked)}
    assert rose.post(NEW, looked).status_code == 422  # neither taken out nor kept
    assert rose.post(NEW, looked | {"keep": "on"}).status_code == 302


def test_a_promise_is_about_the_text_it_was_made_for(
    rose: Client, new_need: dict[str, Any]
) -> None:
    sent = new_need | {"text": "Je veux appeler au 418 555-0142 en tout temps."}
    stamp = stamp_in(rose.post(NEW, sent).content.decode())
    changed = sent | {
        "text": "Écrivez à rose@example.org.",
        "looked_at": stamp,
        "keep": "on",
    }
    assert "<mark>rose@example.org</mark>" in rose.post(NEW, changed).content.decode()
    assert not Proposal.objects.exists()


def test_needs_alike_are_told_while_the_title_is_written(
    rose: Client, client: Client, need: Proposal
) -> None:
    here = "/en/needs/alike/"
    told = rose.post(here, {"title": "Voir qui a lu mon dossier médical"})
    assert "1 need looks like yours:" in told.content.decode()
    assert "Voir qui a lu mon dossier" in told.content.decode()
    assert rose.post(here, {"title": "Voir"}).content.strip() == b""
    assert rose.get(here).status_code == 405  # a title in an address would be logged
    assert client.post(here, {"title": "x"}).status_code == 302
    worded = {"title": "Le dossier", "text": "Savoir qui l’a ouvert, et quand."}
    assert "Voir qui a lu mon dossier" in rose.post(here, worded).content.decode()


def test_needs_alike_are_shown_once_then_left_to_the_author(
    rose: Client, need: Proposal, new_need: dict[str, Any]
) -> None:
    sent = new_need | {"title": "Voir qui a lu mes dossiers"}
    html = rose.post(NEW, sent).content.decode()
    assert "Est-ce l’un de ceux-ci?" in html
    assert f"/fr/besoins/{need.number}-voir-qui-a-lu-mon-dossier/" in html
    assert rose.post(NEW, sent | {"looked_at": stamp_in(html)}).status_code == 302


def test_a_hint_never_stands_in_the_way(rose: Client, new_need: dict[str, Any]) -> None:
    sent = new_need | {"text": "Avec mon diabète, je veux un rappel avant le repas."}
    html = rose.post(NEW, sent).content.decode()
    assert "Ce n’est qu’une suggestion." in html
    assert rose.post(NEW, sent | {"looked_at": stamp_in(html)}).status_code == 302


def test_only_members_propose(
    client: Client, signed_in: Any, stranger: Person, new_need: dict[str, Any]
) -> None:
    assert client.get(NEW).status_code == 302
    for answer in (
        signed_in(stranger).get(NEW),
        signed_in(stranger).post(NEW, new_need),
    ):
        assert answer.status_code == 403
        assert "Proposer est réservé aux membres" in answer.content.decode()


def test_a_member_of_two_coops_says_for_which(
    rose: Client, rose_aimee: Person, trois_ormes: Cooperative, new_need: dict[str, Any]
) -> None:
    cast.admit(rose_aimee, trois_ormes)
    unsaid = rose.post(NEW, new_need)
    assert unsaid.status_code == 422
    assert "Choisissez une de vos coops." in unsaid.content.decode()
    rose.post(NEW, new_need | {"cooperative": trois_ormes.pk})
    assert Proposal.objects.get().cooperative == trois_ormes


def test_the_author_changes_the_words_until_acceptance(
    rose: Client, need: Proposal, lac_tamarac: Cooperative, melanie: Person
) -> None:
    words = {"title": "Voir qui ouvre mon dossier", "text": "Et savoir pourquoi."}
    edit = f"/fr/besoins/{need.number}/modifier/"
    assert "Voir qui a lu mon dossier" in rose.get(edit).content.decode()
    assert rose.post(edit, words).url.endswith("-voir-qui-ouvre-mon-dossier/")
    accepted = builders.accepted_need(lac_tamarac, author=need.author)
    assert rose.get(f"/fr/besoins/{accepted.number}/modifier/").status_code == 403


def test_withdrawing_takes_the_need_away(
    rose: Client, client: Client, need: Proposal
) -> None:
    gone = rose.post(f"/fr/besoins/{need.number}/retirer/", follow=True)
    assert "Votre besoin est retiré." in gone.content.decode()
    assert client.get(f"/fr/besoins/{need.number}/").status_code == 404
    assert rose.post(f"/fr/besoins/{need.number}/retirer/").status_code == 409
