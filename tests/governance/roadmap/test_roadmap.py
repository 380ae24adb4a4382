"""Cycles, places within a real capacity, columns and their order."""

from datetime import date, datetime
from typing import Any

import pytest
from django.utils.translation import override

from governance.journal.models import Entry
from governance.membership.models import Cooperative, Person
from governance.proposals.models import Proposal
from governance.refusals import MoveNotAllowed, NotAllowed, Refusal
from governance.roadmap import permissions
from governance.roadmap.actions import move_item, open_cycle, place_on_roadmap
from governance.roadmap.models import Cycle, Item
from governance.roadmap.queries import (
    board,
    capacity,
    current_cycle,
    waiting_for_a_place,
)
from tests.builders import cycle_at, mandated_need, placed
from tests.governance.roadmap.several import mandated_needs

pytestmark = pytest.mark.usefixtures("rose_aimee", "melanie", "gaetan")
YEAR = {
    "name_fr": "Hiver",
    "name_en": "Winter",
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2026, 3, 31),
    "capacity_days": 50,
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_fr": " "},
        {"name_en": ""},
        {"ends_on": date(2026, 1, 1)},
        {"capacity_days": 0},
        {"capacity_days": 10_001},
    ],
)
def test_a_wrong_cycle_is_refused(
    wrong: dict[str, Any], lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    with pytest.raises(Refusal):
        open_cycle(by=melanie, at=at, cooperative=lac_tamarac, **YEAR | wrong)
    assert not Cycle.objects.exists()


def test_cycles_do_not_overlap(
    lac_tamarac: Cooperative, melanie: Person, denis: Person, at: datetime
) -> None:
    open_cycle(by=denis, at=at, cooperative=lac_tamarac, **YEAR)
    over = {"starts_on": date(2026, 3, 31), "ends_on": date(2026, 6, 30)}
    with pytest.raises(Refusal):
        open_cycle(by=melanie, at=at, cooperative=lac_tamarac, **YEAR | over)
    after = over | {"starts_on": date(2026, 4, 1)}
    spring = open_cycle(by=melanie, at=at, cooperative=lac_tamarac, **YEAR | after)
    assert current_cycle(date(2026, 4, 1)) == spring
    assert current_cycle(date(2030, 1, 1)) == spring
    winter = current_cycle(date(2020, 1, 1))
    assert winter is not None
    assert winter.capacity_days == 50


@pytest.mark.parametrize("name", ["rose_aimee", "solange", "stranger", "superuser"])
def test_only_a_seat_steers(
    name: str,
    request: pytest.FixtureRequest,
    lac_tamarac: Cooperative,
    at: datetime,
    mandated: Proposal,
) -> None:
    person = request.getfixturevalue(name)
    need, cycle = mandated, cycle_at(lac_tamarac)
    assert not permissions.can_place(person, need)
    with pytest.raises(NotAllowed):
        open_cycle(by=person, at=at, cooperative=lac_tamarac, **YEAR)
    with pytest.raises(NotAllowed):
        place_on_roadmap(need, by=person, at=at, cycle=cycle, horizon="now", days=5)
    item = placed(need, at=at)
    with pytest.raises(NotAllowed):
        move_item(item, by=person, at=at, horizon="later", position=0)


def test_a_mandated_need_is_placed_once(
    lac_tamarac: Cooperative, melanie: Person, at: datetime, mandated: Proposal
) -> None:
    need = mandated
    assert permissions.can_place(melanie, need)
    assert list(waiting_for_a_place()) == [need]
    item = placed(need, at=at)
    assert not permissions.can_place(melanie, Proposal.objects.get(pk=need.pk))
    assert not waiting_for_a_place().exists()
    line = Entry.objects.get(verb="roadmap.placed")
    assert line.facts == {
        "need": need.number, "cycle": item.cycle_id, "horizon": "now", "days": 12,
    }  # fmt: skip
    with pytest.raises(MoveNotAllowed):
        placed(need, at=at)


def test_without_a_mandate_there_is_no_place(voted: Proposal, at: datetime) -> None:
    with pytest.raises(MoveNotAllowed):
        placed(voted, at=at)


def test_beyond_the_capacity_the_figures_are_said(
    lac_tamarac: Cooperative, at: datetime, mandated: Proposal
) -> None:
    cycle = cycle_at(lac_tamarac, days=30)
    placed(mandated, at=at, days=20)
    second = mandated_need(lac_tamarac)
    with override("en"), pytest.raises(Refusal) as refusal:
        placed(second, at=at, days=11)
    assert str(refusal.value) == (
        "This needs 11 developer-days and 10 are left: 20 of the 30 days of the cycle "
        "are already set aside."
    )
    placed(second, at=at, days=10)
    assert (capacity(cycle).placed, capacity(cycle).left) == (30, 0)


def test_later_takes_no_days_until_it_moves_nearer(
    lac_tamarac: Cooperative, melanie: Person, at: datetime, mandated: Proposal
) -> None:
    cycle = cycle_at(lac_tamarac, days=30)
    waiting = placed(mandated, at=at, days=40, horizon="later")
    assert capacity(cycle).left == 30
    with pytest.raises(Refusal):
        move_item(waiting, by=melanie, at=at, horizon="next", position=0)
    waiting.refresh_from_db()
    assert waiting.horizon == "later"


@pytest.mark.parametrize("wrong", [{"days": 0}, {"horizon": "never"}])
def test_a_wrong_place_is_refused(
    wrong: dict[str, Any], mandated: Proposal, at: datetime
) -> None:
    with pytest.raises(Refusal):
        placed(mandated, at=at, **wrong)
    assert not Item.objects.exists()


def test_items_move_between_columns_and_places(
    lac_tamarac: Cooperative, melanie: Person, at: datetime
) -> None:
    needs = mandated_needs(lac_tamarac, 3)
    items = [placed(need, at=at, days=10) for need in needs]
    first, second, third = items
    move_item(third, by=melanie, at=at, horizon="now", position=0)
    move_item(first, by=melanie, at=at, horizon="next", position=99)
    shown = board(first.cycle)
    assert (shown.now, shown.next, shown.later) == ([third, second], [first], [])
    assert [item.position for item in shown.now] == [0, 1]
    lines = Entry.objects.filter(verb="roadmap.moved").count()
    move_item(second, by=melanie, at=at, horizon="now", position=1)  # already there
    assert Entry.objects.filter(verb="roadmap.moved").count() == lines


def test_the_board_asks_a_fixed_number_of_questions(
    lac_tamarac: Cooperative, at: datetime, django_assert_num_queries: Any
) -> None:
    cycle = cycle_at(lac_tamarac, days=400)
    for more in (2, 4):
        for need in mandated_needs(lac_tamarac, more):
            placed(need, at=at)
        with django_assert_num_queries(3):
            for _horizon, column in board(cycle).columns:
                for item in column:
                    assert item.proposal.wording("en")
                    assert item.proposal.cooperative.short_name
                    assert item.proposal.value_tags.all()
