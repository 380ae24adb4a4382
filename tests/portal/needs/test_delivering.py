"""Is it delivered? A coordinator's page: one click, a reason, and never a silent change."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.releases.actions import answer_confirmation, note_evidence
from governance.releases.models import Release
from tests import builders
from tests.round_builders import crowd
from tests.worlds import shared

pytestmark = pytest.mark.usefixtures("rose_aimee", "gaetan")


@shared
def past(at: datetime) -> datetime:
    return timezone.now() - timedelta(days=60)


@shared
def likely(lac_tamarac: Cooperative, melanie: Person, past: datetime) -> Proposal:
    need = builders.built_need(lac_tamarac, at=past)
    release = builders.a_release(tag="v2.4.1", at=timezone.now())
    facts = {"issue": 7, "sha": "abcdef1234567"}
    note_evidence(
        release, need, kind="merge", certainty="likely", facts=facts, at=timezone.now()
    )
    return need


@pytest.fixture
def mel(signed_in: Any, melanie: Person) -> Client:
    return signed_in(melanie)


def said(act: str, reason: str = "") -> dict[str, Any]:
    return {"act": act, "release": Release.objects.get().pk, "reason": reason}


def status(need: Proposal) -> str:
    need.refresh_from_db()
    return need.status


def test_a_hint_is_shown_to_all_and_settled_by_one_click(
    client: Client, mel: Client, likely: Proposal
) -> None:
    page = client.get(f"/fr/besoins/{likely.number}/", follow=True).content.decode()
    assert "copie de ce travail" in page
    assert "probable" in page
    here = f"/fr/besoins/{likely.number}/livraison/"
    assert "Oui, 2.4.1 le livre" in mel.get(here).content.decode()
    assert mel.post(here, said("confirm")).status_code == 302
    assert status(likely) == "released"
    assert mel.post(here, said("confirm")).status_code == 302


def test_a_no_needs_its_reason_and_shows_it(
    client: Client, mel: Client, likely: Proposal
) -> None:
    here = f"/fr/besoins/{likely.number}/livraison/"
    empty = mel.post(here, said("deny"))
    assert empty.status_code == 409
    assert 'id="id_reason"' in empty.content.decode()
    private = mel.post(here, said("deny", "Voir BELR 5512 2314"))
    assert private.status_code == 409
    assert mel.post(here, said("deny", "Seule la moitié y est.")).status_code == 302
    assert status(likely) == "in_test"
    page = client.get(f"/fr/besoins/{likely.number}/", follow=True).content.decode()
    assert "Seule la moitié y est." in page
    assert "Gagnon" not in page


def test_a_mistake_is_taken_back(mel: Client, likely: Proposal) -> None:
    here = f"/fr/besoins/{likely.number}/livraison/"
    assert mel.post(here, said("take_back", "Erreur.")).status_code == 404
    mel.post(here, said("confirm"))
    assert mel.post(here, said("take_back", "Erreur.")).status_code == 302
    assert status(likely) == "in_test"
    nonsense = {"act": "explode", "release": "x"}
    assert mel.post(here, nonsense).status_code == 422


def test_members_who_say_no_take_it_up_again_in_public(
    client: Client, lac_tamarac: Cooperative, mel: Client, past: datetime
) -> None:
    need = builders.released_need(lac_tamarac, at=past)
    for person in crowd(lac_tamarac, 5):
        answer_confirmation(need, by=person, at=timezone.now(), answer="no")
    assert status(need) == "in_development"
    page = client.get(f"/fr/besoins/{need.number}/", follow=True).content.decode()
    assert "ce n’est pas arrivé" in page
    there = mel.get(f"/fr/besoins/{need.number}/reprendre/").content.decode()
    assert "Most of those who answered" in there
    sent = mel.post(f"/fr/besoins/{need.number}/reprendre/", {"reopens_issue": "on"})
    assert sent.status_code == 302
    assert need.reopenings.get().reopens_issue


def test_a_coordinator_says_why_a_need_is_taken_up_again(
    lac_tamarac: Cooperative, mel: Client, past: datetime
) -> None:
    need = builders.released_need(lac_tamarac, at=past)
    here = f"/fr/besoins/{need.number}/reprendre/"
    assert mel.post(here, {"reason": ""}).status_code == 422
    assert mel.post(here, {"reason": "Le bouton manque."}).url == here
    assert "Le bouton manque." in mel.get(here).content.decode()
