"""Asked versus built, from what is stored."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from governance.membership.models import Cooperative
from governance.proposals.models import Proposal
from governance.releases.queries import asked_versus_built
from governance.roadmap.actions import note_progress
from portal.site.coops.asked_built import asked_built
from tests.builders import cycle_at, need_in_development, released_need
from tests.governance.values.demo import survey

pytestmark = pytest.mark.usefixtures("rose_aimee", "melanie", "gaetan")


def test_without_survey_or_release_there_is_nothing_but_the_words() -> None:
    with override("en"):
        shown = asked_versus_built("mission")
    assert (shown.items, shown.days, shown.match, shown.held_on) == (0, 0, None, None)
    assert len(shown.pairs) == 7
    assert all(pair.asked is pair.built is None for pair in shown.pairs)


def test_bars_stand_beside_each_other(lac_tamarac: Cooperative) -> None:
    survey(lac_tamarac)
    released_need(lac_tamarac, values={"privacy": 2, "flexibility": 1, "equity": 1})
    need_in_development(lac_tamarac, values=["prevention"])  # not delivered
    shown = asked_versus_built("mission")
    pairs = {pair.key: pair for pair in shown.pairs}
    assert pairs["privacy"].built == Fraction(2, 3)
    assert pairs["prevention"].built == 0
    assert pairs["privacy"].asked_percent == 21  # 0.62 / 3
    assert shown.pairs[0].key == "access_proximity"  # most asked for first
    assert (shown.items, shown.days, shown.respondents) == (1, 12, 168)
    assert shown.serving == 12
    released_need(lac_tamarac, tag="v2", effort_days=5, values=["equity"])
    apart = asked_versus_built("mission")
    assert (apart.days, apart.serving) == (17, 12)
    with override("en"):
        said = asked_built(["mission"])[0].sentence
    assert "5 of these days served no value of this family" in said
    assert "parts of the other 12" in said
    assert shown.response_rate == Fraction(168, 640)
    assert shown.match is None
    assert shown.exact_match is not None


def test_the_number_waits_for_eight_items_and_a_hundred_days(
    lac_tamarac: Cooperative,
) -> None:
    survey(lac_tamarac)
    cycle_at(lac_tamarac, days=1000)
    for number in range(8):
        assert asked_versus_built("mission").match is None
        released_need(lac_tamarac, tag=f"v{number}", effort_days=13, values=["privacy"])
    shown = asked_versus_built("mission")
    assert (shown.items, shown.days) == (8, 104)
    assert shown.match == 21  # all on privacy, which 62 % of three choices named


def test_eight_small_items_are_not_enough(lac_tamarac: Cooperative) -> None:
    survey(lac_tamarac)
    for number in range(8):
        released_need(lac_tamarac, tag=f"v{number}", effort_days=5)
    shown = asked_versus_built("mission")
    assert (shown.items, shown.days, shown.match) == (8, 40, None)


def test_a_period_and_a_coop_of_its_own(
    lac_tamarac: Cooperative, trois_ormes: Cooperative, at: datetime
) -> None:
    survey(lac_tamarac)
    survey(trois_ormes, respondents=4)
    need = released_need(lac_tamarac)
    day = timezone.localdate(need.releases.get().published_at)
    assert asked_versus_built(since=day, until=day).items == 1
    assert asked_versus_built(since=day + timedelta(days=1)).items == 0
    assert asked_versus_built(until=date(2020, 1, 1)).items == 0
    assert asked_versus_built(cooperative=lac_tamarac).respondents == 168
    assert asked_versus_built(cooperative=trois_ormes).respondents == 0  # under five


def test_what_was_reopened_is_not_counted(
    lac_tamarac: Cooperative, at: datetime, released: Proposal
) -> None:
    need = released
    note_progress(need, step="reopened", at=at, facts={})
    assert asked_versus_built().items == 0


def test_queries_do_not_grow_with_deliveries(
    lac_tamarac: Cooperative, django_assert_num_queries: Any
) -> None:
    survey(lac_tamarac)
    cycle_at(lac_tamarac, days=1000)
    for number in range(5):
        released_need(lac_tamarac, tag=f"v{number}")
        with django_assert_num_queries(3):
            asked_versus_built("foundational")
