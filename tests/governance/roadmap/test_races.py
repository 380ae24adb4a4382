"""Many hands share out the same days, places and numbers, on both databases."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import Sum

from governance.decisions.models import Decision
from governance.journal.models import Entry
from governance.journal.queries import first_broken_line
from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.releases.actions import answer_confirmation
from governance.releases.queries import confirmation_counts
from governance.roadmap.actions import move_item, note_progress
from governance.roadmap.models import Cycle, Item
from tests.builders import (
    cycle_at,
    decide,
    mandated_need,
    placed,
    released_need,
    voted_need,
)
from tests.governance.proposals.hands import refused, together
from tests.governance.roadmap.several import mandated_needs
from tests.round_builders import crowd

HANDS = 6


@pytest.fixture(autouse=True)
def _people(
    each_database: object, rose_aimee: Person, melanie: Person, gaetan: Person
) -> None:
    """The co-op and its seats, on a database where threads see what is committed."""


def fresh(need: Proposal) -> Proposal:
    return Proposal.objects.get(pk=need.pk)


def test_the_capacity_is_never_given_out_twice(
    lac_tamarac: Cooperative, at: datetime
) -> None:
    cycle = cycle_at(lac_tamarac, days=30)
    needs = mandated_needs(lac_tamarac, HANDS)
    got = together(
        lambda n: placed(
            fresh(needs[n]), at=at, days=10, cycle=Cycle.objects.get(pk=cycle.pk)
        ),
        HANDS,
    )
    assert refused(got) == HANDS - 3
    assert Item.objects.aggregate(days=Sum("days"))["days"] == 30
    assert sorted(Item.objects.values_list("position", flat=True)) == [0, 1, 2]


def test_places_in_a_column_stay_apart(
    lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    items = [placed(need, at=at) for need in mandated_needs(lac_tamarac, HANDS)]

    def to_the_front(number: int) -> Any:
        item = Item.objects.get(pk=items[number].pk)
        return move_item(item, by=melanie, at=at, horizon="now", position=0)

    together(to_the_front, HANDS)
    positions = Item.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(HANDS))


def test_the_same_news_from_many_workers_moves_the_need_once(
    lac_tamarac: Cooperative, at: datetime
) -> None:
    need = mandated_need(lac_tamarac)
    got = together(
        lambda _n: note_progress(fresh(need), step="built", at=at, facts={}), HANDS
    )
    assert sorted(got) == [False] * (HANDS - 1) + [True]
    assert Entry.objects.filter(verb="need.built").count() == 1


def test_a_resolution_is_recorded_by_one_hand(
    lac_tamarac: Cooperative, at: datetime
) -> None:
    needs = [voted_need(lac_tamarac) for _n in range(3)]
    when = at + timedelta(days=20)
    got = together(lambda n: decide(fresh(needs[n]), at=when, reference="CA-1"), 3)
    assert refused(got) == 2
    assert Decision.objects.count() == 1
    statuses = sorted(Proposal.objects.values_list("status", flat=True))
    assert statuses == ["mandated", "voted", "voted"]


def test_a_need_is_confirmed_once_by_answers_that_arrive_together(
    lac_tamarac: Cooperative, at: datetime
) -> None:
    need, people = released_need(lac_tamarac), crowd(lac_tamarac, HANDS)
    when = at + timedelta(days=60)

    def answer(number: int) -> Any:
        return answer_confirmation(
            fresh(need), by=people[number], at=when, answer="yes"
        )

    together(answer, HANDS)
    assert confirmation_counts(need).yes == HANDS
    assert fresh(need).status == "confirmed"
    assert Entry.objects.filter(verb="need.confirmed").count() == 1
    assert first_broken_line() is None
