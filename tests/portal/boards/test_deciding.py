"""The secretary records a decision, with the result of the vote beside the form."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.decisions.models import Decision
from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from tests import builders
from tests.portal.votes.conftest import signed_in
from tests.round_builders import opened_round
from tests.worlds import shared


@shared
def need(lac_tamarac: Cooperative, melanie: Person, gaetan: Person) -> Proposal:
    return builders.voted_need(lac_tamarac)


def page_of(need: Proposal, language: str = "en") -> str:
    words = {"fr": "besoins", "en": "needs"}[language]
    return f"/{language}/{words}/{need.number}/decision/"


def filled(need: Proposal, **more: Any) -> dict[str, Any]:
    held = builders.round_of(need)
    given = {
        "outcome": "adopted",
        "round": held.pk if held else "",
        "reference": "2026-31",
        "met_on": timezone.localdate().isoformat(),
        "reasons_fr": "Les membres l’ont demandé.",
        "reasons_en": "",
    }
    return given | more


def test_the_result_stands_beside_the_form(need: Proposal, gaetan: Person) -> None:
    page = signed_in(gaetan).get(page_of(need)).content.decode()
    assert "Members approve this need." in page


def test_a_decision_is_recorded_and_moves_the_need(
    need: Proposal, gaetan: Person
) -> None:
    response = signed_in(gaetan).post(page_of(need), filled(need))
    assert response.status_code == 302
    need.refresh_from_db()
    assert need.status == "mandated"
    assert Decision.objects.get().reference == "2026-31"


def test_nothing_is_offered_while_members_vote(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person
) -> None:
    now = timezone.now()
    need = builders.accepted_need(lac_tamarac, at=now)
    secretary, address = signed_in(gaetan), f"/fr/besoins/{need.number}/"
    assert "Refusé" in secretary.get(page_of(need, "fr")).content.decode()
    opened_round(lac_tamarac, need, by=gaetan, at=now)
    answer = secretary.get(page_of(need, "fr"))
    assert answer.status_code == 409
    assert "attendez son résultat" in answer.content.decode().lower()
    page = secretary.get(address, follow=True).content.decode()
    assert "la décision pourra être inscrite" in page
    assert f"{need.number}/decision/" not in page
    assert 'href="#tools"' in page and "la sert" in page
    visitor = Client().get(address, follow=True).content.decode()
    assert 'href="#tools"' not in visitor


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reasons_fr": ""}, "reasons_fr"),
        ({"reference": ""}, "reference"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "forgotten"}, "outcome"),
        ({"met_on": "yesterday"}, "met_on"),
        ({"met_on": "2999-01-01"}, "__all__"),
        ({"round": ""}, "__all__"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_lost(
    need: Proposal, gaetan: Person, changed: dict[str, Any], field: str, language: str
) -> None:
    data = filled(need, reasons_en="Members asked for it.") | changed
    response = signed_in(gaetan).post(page_of(need, language), data)
    assert response.status_code in (409, 422)
    assert field in response.context["form"].errors
    assert "Members asked for it." in response.content.decode()
    assert not Decision.objects.exists()


def test_only_the_secretary_records(
    need: Proposal, melanie: Person, rose_aimee: Person, bertrand: Person
) -> None:
    for person in (melanie, rose_aimee, bertrand):
        response = signed_in(person).post(page_of(need), filled(need))
        assert response.status_code == 403
        assert "secretary" in response.content.decode()
    assert Client().post(page_of(need)).status_code == 302
    assert not Decision.objects.exists()


def test_a_need_that_was_decided_is_not_decided_again(
    need: Proposal, gaetan: Person
) -> None:
    client = signed_in(gaetan)
    client.post(page_of(need), filled(need))
    response = client.post(page_of(need), filled(need, reference="2026-32"))
    assert response.status_code == 409
    assert Decision.objects.count() == 1


def test_looking_at_the_form_changes_nothing(need: Proposal, gaetan: Person) -> None:
    signed_in(gaetan).get(reverse("decision_new", args=[need.number]))
    need.refresh_from_db()
    assert need.status == "voted"
