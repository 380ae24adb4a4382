"""Reads over the roadmap: its board and its capacity."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Prefetch, QuerySet, Sum

from governance.proposals.models import Proposal, Revision
from governance.roadmap.models import Cycle, Item

Horizon = Item.Horizon


@dataclass(frozen=True)
class Capacity:
    """Developer-days of a cycle. What waits for later takes none of them."""

    days: int
    placed: int

    @property
    def left(self) -> int:
        return self.days - self.placed


@dataclass(frozen=True)
class Board:
    """The items of a cycle in three columns, each in its order."""

    cycle: Cycle
    now: list[Item]
    next: list[Item]
    later: list[Item]
    capacity: Capacity

    @property
    def columns(self) -> list[tuple[Horizon, list[Item]]]:
        return [
            (Horizon.NOW, self.now),
            (Horizon.NEXT, self.next),
            (Horizon.LATER, self.later),
        ]


def current_cycle(on: date) -> Cycle | None:
    """The cycle of a day; between cycles the next one, else the last."""
    running = Cycle.objects.filter(starts_on__lte=on, ends_on__gte=on)
    coming = Cycle.objects.filter(starts_on__gt=on).order_by("starts_on")
    past = Cycle.objects.order_by("-starts_on")
    return running.first() or coming.first() or past.first()


def board(cycle: Cycle) -> Board:
    """The three columns with co-op, wordings and value tags of every need."""
    items = list(_shown(Item.objects.filter(cycle=cycle)))

    def column(horizon: str) -> list[Item]:
        return [item for item in items if item.horizon == horizon]

    return Board(
        cycle=cycle,
        now=column(Horizon.NOW),
        next=column(Horizon.NEXT),
        later=column(Horizon.LATER),
        capacity=Capacity(cycle.capacity_days, _taken(items)),
    )


def capacity(cycle: Cycle) -> Capacity:
    """Days set aside for what is built now and next, out of the cycle's own."""
    taking = cycle.items.exclude(horizon=Horizon.LATER)
    placed = taking.aggregate(days=Sum("days"))["days"] or 0
    return Capacity(cycle.capacity_days, placed)


def next_position(cycle: Cycle, horizon: str) -> int:
    """The place after the last of a column."""
    last = cycle.items.filter(horizon=horizon).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def waiting_for_a_place() -> QuerySet[Proposal]:
    """Mandated needs that are on no roadmap yet, oldest mandate first."""
    return Proposal.objects.filter(status="mandated", roadmap_item=None).order_by(
        "changed_at"
    )


def _taken(items: list[Item]) -> int:
    return sum(item.days for item in items if item.horizon != Horizon.LATER)


def _shown(items: QuerySet[Item]) -> QuerySet[Item]:
    current = Revision.objects.filter(is_current=True)
    return items.select_related("proposal", "proposal__cooperative").prefetch_related(
        Prefetch("proposal__revisions", queryset=current, to_attr="current_revisions"),
        "proposal__value_tags",
    )
