"""Cancelling a vote and putting off its closing, by those who hold it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.membership.models import Person
from governance.voting.models import Round
from tests.portal.votes.conftest import signed_in

WHY = {"reason_fr": "Le portail était en panne.", "reason_en": "The portal was down."}


def typed(moment: object) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")  # type: ignore[arg-type]


def test_a_vote_is_cancelled_with_a_reason_in_each_language(
    choice_round: Round, melanie: Person
) -> None:
    url = reverse("round_void", args=[choice_round.pk])
    client = signed_in(melanie)
    missing = client.post(url, WHY | {"reason_en": ""})
    assert missing.status_code == 422 and "en panne" in missing.content.decode()
    assert client.post(url, WHY).status_code == 302
    for language in ("fr", "en"):
        page = client.get(f"/{language}/votes/{choice_round.pk}/").content.decode()
        assert WHY[f"reason_{language}"] in page
    assert client.get(url).status_code == 409


def test_an_outage_puts_off_the_closing_for_all_to_see(
    choice_round: Round, melanie: Person
) -> None:
    url = reverse("round_extend", args=[choice_round.pk])
    closes_at = choice_round.closes_at
    data = WHY | {"until": typed(closes_at + timedelta(hours=24))}
    client = signed_in(melanie)
    assert client.post(url, data).status_code == 302
    choice_round.refresh_from_db()
    assert choice_round.closes_at > closes_at + timedelta(hours=23)
    assert (
        WHY["reason_en"] in client.get(f"/en/votes/{choice_round.pk}/").content.decode()
    )


@pytest.mark.parametrize("hours", [-1, 100])
def test_a_closing_goes_neither_back_nor_too_far(
    choice_round: Round, melanie: Person, hours: int
) -> None:
    url = reverse("round_extend", args=[choice_round.pk])
    until = choice_round.closes_at + timedelta(hours=hours)
    response = signed_in(melanie).post(url, WHY | {"until": typed(until)})
    assert 400 <= response.status_code < 500
    assert WHY["reason_fr"] in response.content.decode(), "nothing typed is lost"
    assert not choice_round.extensions.exists()
