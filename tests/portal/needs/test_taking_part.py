"""Supporting, speaking, answering: once each, whoever presses twice."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals.models import Comment, Proposal
from tests import builders


@pytest.fixture
def marc(signed_in: Any, marc_andre: Person) -> Client:
    return signed_in(marc_andre)


def test_support_and_take_it_back(marc: Client, need: Proposal, address: str) -> None:
    support = f"/fr/besoins/{need.number}/appuyer/"
    assert "J’en ai besoin aussi" in marc.get(address).content.decode()
    for _twice in range(2):
        assert marc.post(support).url == address
    assert need.supports.count() == 1
    assert Entry.objects.filter(verb="need.supported").count() == 1
    html = marc.get(address).content.decode()
    assert "1 membre appuie ce besoin" in html
    assert "Retirer mon appui" in html
    marc.post(support, {"take_back": "1"})
    assert need.supports.count() == 0


def test_a_visitor_signs_in_and_comes_back(
    client: Client, need: Proposal, address: str
) -> None:
    response = client.post(f"/fr/besoins/{need.number}/appuyer/")
    assert response.status_code == 302
    assert response.url.endswith(f"?next={address}")


def test_a_stranger_is_told_why(
    signed_in: Any, stranger: Person, need: Proposal
) -> None:
    response = signed_in(stranger).post(f"/fr/besoins/{need.number}/appuyer/")
    assert response.status_code == 403
    assert "membres" in response.content.decode()


def test_a_get_of_a_button_does_nothing(
    marc: Client, need: Proposal, address: str
) -> None:
    for act in ("appuyer", "deposer", "retirer", "commenter", "confirmer"):
        assert marc.get(f"/fr/besoins/{need.number}/{act}/").url == address
    assert not need.supports.exists()


def test_a_late_support_is_refused_in_words(
    marc: Client,
    lac_tamarac: Cooperative,
    melanie: Person,
    gaetan: Person,
    rose_aimee: Person,
) -> None:
    voted = builders.voted_need(lac_tamarac, author=rose_aimee)
    response = marc.post(f"/fr/besoins/{voted.number}/appuyer/")
    assert response.status_code == 409
    assert 'class="message is-error"' in response.content.decode()


def test_a_question_joins_the_discussion_once(
    marc: Client, need: Proposal, address: str
) -> None:
    said = {"kind": "question", "text": "Les **remplaçants** aussi? <script>x</script>"}
    for _twice in range(2):
        marc.post(f"/fr/besoins/{need.number}/commenter/", said)
    comment = Comment.objects.get()
    assert (comment.kind, comment.language) == ("question", "fr")
    html = marc.get(address).content.decode()
    assert "<strong>remplaçants</strong>" in html
    assert "<script>x" not in html
    assert "Marc-André Roy" in html


def test_a_refused_comment_comes_back_as_typed(marc: Client, need: Proposal) -> None:
    here = f"/fr/besoins/{need.number}/commenter/"
    empty = marc.post(here, {"kind": "comment", "text": " "})
    assert empty.status_code == 422
    assert 'href="#comment_text"' in empty.content.decode()
    long = marc.post(here, {"kind": "comment", "text": "mot " * 600})
    assert long.status_code == 422
    assert "mot mot mot" in long.content.decode()
    private = marc.post(
        here, {"kind": "comment", "text": "Appelez-moi au 418 555-0142."}
    )
    assert private.status_code == 422
    assert "<mark>418 555-0142</mark>" in private.content.decode()
    assert not Comment.objects.exists()


def test_only_the_coordinator_answers_for_the_coop(
    marc: Client, signed_in: Any, melanie: Person, need: Proposal, address: str
) -> None:
    here, answer = (
        f"/fr/besoins/{need.number}/commenter/",
        {"kind": "answer", "text": "Oui."},
    )
    assert marc.post(here, answer).status_code == 403
    assert "La réponse de la coop" not in marc.get(address).content.decode()
    mel = signed_in(melanie)
    assert "La réponse de la coop" in mel.get(address).content.decode()
    assert mel.post(here, answer).status_code == 302


def test_members_say_whether_it_meets_the_need(
    marc: Client, lac_tamarac: Cooperative, melanie: Person, gaetan: Person,
    rose_aimee: Person, at: datetime,
) -> None:  # fmt: skip
    long_ago = at - timedelta(days=60)
    released = builders.released_need(lac_tamarac, author=rose_aimee, at=long_ago)
    here = f"/fr/besoins/{released.number}/confirmer/"
    assert marc.post(here, {}).status_code == 422
    assert marc.post(here, {"answer": "maybe"}).status_code == 422
    assert marc.post(here, {"answer": "yes"}).status_code == 422
    both = {"answer": "partly", "matters": "much"}
    assert marc.post(here, both, follow=True).status_code == 200
    assert marc.post(here, {"answer": "yes", "matters": "some"}).status_code == 302
    given = released.confirmations.get()
    assert (given.answer, given.matters) == ("yes", "some")
    assert marc.get(here).content.decode().count("checked") == 2
    html = marc.get(f"/fr/besoins/{released.number}/", follow=True).content.decode()
    assert "1 membre a répondu. Les réponses paraissent à partir de cinq." in html


def test_nothing_delivered_nothing_to_answer(marc: Client, need: Proposal) -> None:
    both = {"answer": "yes", "matters": "much"}
    response = marc.post(f"/fr/besoins/{need.number}/confirmer/", both)
    assert response.status_code == 409
