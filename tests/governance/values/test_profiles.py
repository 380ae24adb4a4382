"""Profiles of a co-op and of the federation (F6), from the stored surveys."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError

from governance.membership.models import Cooperative
from governance.values.queries import federation_profile, latest_profile, portrayed
from tests.governance.values.demo import survey


def test_the_latest_survey_counts(lac_tamarac: Cooperative) -> None:
    survey(lac_tamarac, held_on=date(2025, 9, 1), respondents=12)
    newest = survey(lac_tamarac)
    assert latest_profile(lac_tamarac) == newest
    assert portrayed(newest).shares["mission"]["privacy"] == Fraction("0.62")


def test_a_coop_that_asked_nothing_has_no_profile(lac_tamarac: Cooperative) -> None:
    assert latest_profile(lac_tamarac) is None
    assert federation_profile() is None


def test_the_federation_weighs_each_coop_by_its_votes(
    lac_tamarac: Cooperative, trois_ormes: Cooperative
) -> None:
    Cooperative.objects.filter(pk=trois_ormes.pk).update(federation_votes=3)
    survey(lac_tamarac, mission={"privacy": 0.2}, respondents=40)
    survey(trois_ormes, mission={"privacy": 0.6}, respondents=60)
    survey(trois_ormes, held_on=date(2020, 1, 1), mission={"privacy": 0.9})
    together = federation_profile(lac_tamarac.federation)
    assert together is not None
    assert together.shares["mission"]["privacy"] == Fraction("0.5")  # (1×.2 + 3×.6)/4
    assert together.cooperatives == 2
    assert together.respondents == 100
    assert together.response_rate == Fraction(100, 640 + 1200)


def test_one_survey_a_day(lac_tamarac: Cooperative) -> None:
    survey(lac_tamarac)
    with pytest.raises(IntegrityError):
        survey(lac_tamarac, response_rate=Decimal("0.1"))


def test_the_number_of_queries_does_not_grow_with_coops(
    lac_tamarac: Cooperative, django_assert_num_queries: Any
) -> None:
    for number in range(12):
        other = Cooperative.objects.create(
            slug=f"coop-{number}", short_name=f"Coop {number}", voting_members=100
        )
        survey(other)
    with django_assert_num_queries(1):
        federation_profile()
