"""What the guard stops by mistake: the member is told whom to ask, the coordinator
excuses it, the member's words pass, the coordinator sees that they did."""

import re
from typing import Any

import pytest
from django.test import Client

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Comment, Excuse, Proposal

NEW, DESK = "/fr/besoins/nouveau/", "/fr/besoins/numeros/"
CODE, WHY = "COVI 1901 0112", "C’est le code d’un formulaire."
TEXT = f"Le formulaire {CODE} est trop long pour moi."


@pytest.fixture
def rose(signed_in: Any, rose_aimee: Person) -> Client:
    return signed_in(rose_aimee)


@pytest.fixture
def desk(signed_in: Any, melanie: Person) -> Client:
    return signed_in(melanie)


def looked_at(html: str) -> str:
    return re.findall(r'name="looked_at" value="(\w+)"', html)[-1]


def test_from_a_refusal_to_words_that_pass(
    rose: Client, desk: Client, new_need: dict[str, Any], melanie: Person
) -> None:
    sent = new_need | {"text": TEXT}
    refused = rose.post(NEW, sent)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert f'<a href="mailto:{melanie.email}">' in html
    assert html.count(CODE) == 1  # in the box where it was typed
    assert "id_excuse" not in html
    kept = desk.post(DESK, {"text": CODE, "reason": WHY}, follow=True)
    html = kept.content.decode()
    assert "Ce numéro passe maintenant." in html
    assert WHY in html
    assert "Personne ne l’a encore employé." in html
    assert CODE not in html
    passed = rose.post(NEW, sent, follow=True)
    assert passed.status_code == 200
    assert "Un numéro a été accepté ici" not in passed.content.decode()
    need = Proposal.objects.get()
    seen = desk.get(f"/fr/besoins/{need.number}/", follow=True).content.decode()
    assert "Un numéro a été accepté ici" in seen
    assert WHY in seen
    listed = desk.get(DESK).content.decode()
    assert "Entendre mes résultats" in listed
    stop = f"{DESK}{Excuse.objects.get().pk}/arreter/"
    assert "de nouveau arrêté" in desk.post(stop, follow=True).content.decode()
    assert rose.post(NEW, sent).status_code == 422


def test_a_refusal_by_another_coop_gives_nobodys_address(
    signed_in: Any, need: Proposal, huguette: Person, melanie: Person
) -> None:
    there = f"/fr/besoins/{need.number}/commenter/"
    sent = {"kind": "comment", "text": CODE}
    refused = signed_in(huguette).post(there, sent)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Comment joindre Lac-Tamarac" in html
    assert str(melanie.email) not in html


def test_a_coordinator_lets_their_own_words_pass(desk: Client, need: Proposal) -> None:
    there = f"/fr/besoins/{need.number}/commenter/"
    sent = {"kind": "comment", "text": f"Voici : {CODE}, et encore {CODE}."}
    html = desk.post(there, sent).content.decode()
    assert 'id="comment_excuse_reason"' in html
    ticked = sent | {"looked_at": looked_at(html), "excuse": "on"}
    assert desk.post(there, ticked).status_code == 422  # no reason
    wordy = ticked | {"excuse_reason": f"{CODE} est un code."}
    assert desk.post(there, wordy).status_code == 422
    other = ticked | {"text": "Voici : TREM 5810 1512.", "excuse_reason": WHY}
    assert desk.post(there, other).status_code == 422  # not the text that was shown
    assert not Excuse.objects.exists()
    assert desk.post(there, ticked | {"excuse_reason": WHY}).status_code == 302
    assert Comment.objects.get().excuse_uses.get().excuse.reason == WHY


def test_a_member_who_ticks_a_coordinators_box_is_refused(
    rose: Client, new_need: dict[str, Any]
) -> None:
    html = rose.post(NEW, new_need | {"text": TEXT}).content.decode()
    forged = {"looked_at": looked_at(html), "excuse": "on", "excuse_reason": WHY}
    assert rose.post(NEW, new_need | forged | {"text": TEXT}).status_code == 422
    assert not Excuse.objects.exists()
    assert not Proposal.objects.exists()


def test_the_part_that_holds_it_is_named_and_its_neighbour_is_masked(
    rose: Client, new_need: dict[str, Any]
) -> None:
    sent = {"title": "Le TREM 5810 1512 ou COVI 1901 0112", "text": "418 555-0142"}
    html = rose.post(NEW, new_need | sent).content.decode()
    assert 'href="#id_title"' in html
    assert 'href="#id_text"' not in html
    assert html.count("TREM 5810 1512") == html.count("COVI 1901 0112") == 1


def test_what_is_mistyped_at_the_desk_is_said_and_kept_nowhere(
    desk: Client, lac_tamarac: Cooperative
) -> None:
    for sent in ({}, {"text": "bonjour", "reason": WHY}, {"text": CODE, "reason": ""}):
        assert desk.post(DESK, sent).status_code == 422
    assert not Excuse.objects.exists()


def test_one_coop_does_not_stop_what_another_lets_pass(
    desk: Client, signed_in: Any, solange: Person
) -> None:
    desk.post(DESK, {"text": CODE, "reason": WHY})
    stop = f"{DESK}{Excuse.objects.get().pk}/arreter/"
    assert signed_in(solange).post(stop).status_code == 404
    assert WHY not in signed_in(solange).get(DESK).content.decode()
    assert Excuse.objects.get().revoked_at is None
