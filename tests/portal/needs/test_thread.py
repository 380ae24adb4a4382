"""Le fil of one need, at every stage."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from governance.membership.models import Cooperative, Person
from governance.proposals.lifecycle import Status
from integrations.models import MirrorLink, Repository
from portal.site.thread import KEYS, small_stops, stops
from tests import builders, cast

N, D, T, X = "now", "done", "todo", "stopped"

STATES = {
    Status.DRAFT: [N, T, T, T, T, T],
    Status.SUBMITTED: [N, T, T, T, T, T],
    Status.UNDER_REVIEW: [D, N, T, T, T, T],
    Status.VOTED: [D, D, N, T, T, T],
    Status.MANDATED: [D, D, D, N, T, T],
    Status.IN_DEVELOPMENT: [D, D, D, N, T, T],
    Status.IN_TEST: [D, D, D, D, N, T],
    Status.RELEASED: [D, D, D, D, D, N],
    Status.CONFIRMED: [D, D, D, D, D, D],
    Status.REFUSED: [D, D, X, T, T, T],
    Status.WITHDRAWN: [X, T, T, T, T, T],
}


@pytest.mark.parametrize("status", Status)
def test_every_status_has_its_six_states(status: Status) -> None:
    drawn = small_stops(status)
    assert [stop.key for stop in drawn] == KEYS
    assert [stop.state for stop in drawn] == STATES[status]


@pytest.fixture
def long_ago() -> datetime:
    return timezone.now() - timedelta(days=90)


def test_each_room_brings_its_fact(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person,
    long_ago: datetime,
) -> None:  # fmt: skip
    members = [
        cast.admit(
            cast.welcome(f"Membre {n}", "Test", email=f"m{n}@example.org"), lac_tamarac
        )
        for n in range(5)
    ]
    need = builders.confirmed_need(
        lac_tamarac, *members, author=rose_aimee, at=long_ago
    )
    MirrorLink.objects.create(
        proposal=need,
        repository=Repository.objects.create(full_name="carnet-commun/carnet"),
        marker=rose_aimee.ref,
        number=212,
        html_url="https://github.example/issues/212",
        state="closed",
        pull_merged_at=long_ago + timedelta(days=20),
    )
    need.refresh_from_db()
    with translation.override("fr"):
        told = {stop.key: stop for stop in stops(need)}
    assert told["vote"].detail == "100\xa0% pour"
    assert told["vote"].url.endswith("/resultats/")
    assert told["decision"].detail == f"Résolution CA-{need.number}\xa0: adoptée"
    assert (told["code"].detail, told["code"].url) == (
        "Billet n°\xa0212, fermé", "https://github.example/issues/212",
    )  # fmt: skip
    assert told["release"].detail == "Version 1.2.0"
    assert told["confirmation"].detail == "la plupart disent oui"
    assert {stop.state for stop in told.values()} == {"done"}


def test_few_answers_are_counted_not_told(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person,
    long_ago: datetime,
) -> None:  # fmt: skip
    need = builders.released_need(lac_tamarac, author=rose_aimee, at=long_ago)
    builders.answer_confirmation(need, by=rose_aimee, at=timezone.now(), answer="no")
    with translation.override("fr"):
        assert stops(need)[-1].detail == "1 réponse"


def test_the_page_shows_the_thread_as_a_list_with_states_in_words(
    client: Client, lac_tamarac: Cooperative, melanie: Person, gaetan: Person,
    rose_aimee: Person, long_ago: datetime,
) -> None:  # fmt: skip
    need = builders.refused_need(lac_tamarac, author=rose_aimee, at=long_ago)
    html = client.get(f"/fr/besoins/{need.number}/", follow=True).content.decode()
    assert html.count('<li class="stop is-') == 6
    assert '<li class="stop is-stopped">' in html
    assert "arrêté ici" in html
    assert "Le conseil a refusé ce besoin et dit pourquoi." in html
    assert "Les membres l’ont demandé" in html


def test_an_open_vote_is_one_click_away(
    client: Client, lac_tamarac: Cooperative, melanie: Person, rose_aimee: Person
) -> None:
    from tests.round_builders import opened_round

    now: Any = timezone.now()
    need = builders.accepted_need(
        lac_tamarac, author=rose_aimee, at=now - timedelta(days=3)
    )
    opened_round(lac_tamarac, need, by=melanie, at=now - timedelta(hours=1))
    html = client.get(f"/fr/besoins/{need.number}/", follow=True).content.decode()
    assert "Les membres votent sur ce besoin jusqu’au" in html
    assert "heure de l’Est" in html
    assert "Aller au vote" in html
