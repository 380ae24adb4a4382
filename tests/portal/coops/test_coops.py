"""The pages of co-operatives and values: honest portraits, constant queries."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.membership.models import Cooperative, Federation, Person
from governance.values.models import Profile
from tests import builders
from tests.worlds import shared

SHARES = {"privacy": 0.62, "continuity": 0.38, "prevention": 0.02, "flexibility": 0.3}


@shared
def profile(lac_tamarac: Cooperative) -> Profile:
    return Profile.objects.create(
        cooperative=lac_tamarac,
        held_on=date(2026, 9, 15),
        vocabulary_version="2026-1",
        respondents=97,
        response_rate="0.0860",
        foundational={"solidarity": 0.5, "democracy": 0.4},
        mission=SHARES,
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_co_op_shows_its_portrait_with_n_rate_and_date(
    profile: Profile, language: str
) -> None:
    page = Client().get(f"/{language}/coops/lac-tamarac/").content.decode()
    words = {
        "fr": ["97 réponses, 8,6\xa0%", "15 septembre 2026", "62\xa0%"],
        "en": ["97 answers, 8.6%", "September 15, 2026", "62%"],
    }
    for expected in words[language]:
        assert expected in page
    of_one = {"fr": "Ce à quoi sert notre coop<", "en": "What our co-op is for<"}
    of_all = {"fr": "servent nos coops", "en": "our co-ops are for"}
    assert of_one[language] in page
    assert of_all[language] not in page


def test_a_share_of_fewer_than_five_people_is_not_told(profile: Profile) -> None:
    page = Client().get("/en/coops/lac-tamarac/").content.decode()
    assert "too few people" in page
    assert "2%" not in page.replace("62%", "")


def test_a_handful_of_answers_shows_nothing(profile: Profile) -> None:
    profile.respondents = 4
    profile.save()
    page = Client().get("/en/coops/lac-tamarac/").content.decode()
    assert "Fewer than 5 people answered" in page
    assert "62%" not in page


def test_a_co_op_without_a_survey_says_so(lac_tamarac: Cooperative) -> None:
    page = Client().get("/en/coops/lac-tamarac/").content.decode()
    assert "has not asked its members yet" in page


def test_needs_and_decisions_of_the_co_op_are_there(
    lac_tamarac: Cooperative, melanie: Person, gaetan: Person, rose_aimee: Person
) -> None:
    past = timezone.now() - timedelta(days=30)
    need = builders.mandated_need(lac_tamarac, at=past, author=rose_aimee)
    builders.draft_need(lac_tamarac, author=rose_aimee, title="Un brouillon caché")
    page = Client().get("/en/coops/lac-tamarac/").content.decode()
    assert need.wording("fr").title in page
    assert f"CA-{need.number}" in page
    assert "Un brouillon caché" not in page
    assert rose_aimee.last_name not in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_unknown_co_op_is_not_found(database: Any, language: str) -> None:
    assert Client().get(f"/{language}/coops/nulle-part/").status_code == 404


@pytest.mark.parametrize("rows", [3, 60])
def test_the_list_takes_the_same_queries_whatever_its_length(
    les_affluents: Federation, rows: int, django_assert_max_num_queries: Any
) -> None:
    Cooperative.objects.bulk_create(
        Cooperative(federation=les_affluents, slug=f"coop-{n}", short_name=f"Coop {n}")
        for n in range(rows)
    )
    with django_assert_max_num_queries(15):
        page = Client().get("/en/coops/").content.decode()
    assert page.count("Coop 1") >= 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_values_page_explains_its_formula(profile: Profile, language: str) -> None:
    address = {"fr": "/fr/valeurs/", "en": "/en/values/"}[language]
    page = Client().get(address).content.decode()
    for expected in {
        "fr": ["Accord = 100", "moins de 5"],
        "en": ["Agreement = 100", "fewer than 5"],
    }[language]:
        assert expected in page


def test_the_values_page_stands_before_any_survey(database: Any) -> None:
    page = Client().get("/en/values/").content.decode()
    assert "Nothing to compare yet" in page
