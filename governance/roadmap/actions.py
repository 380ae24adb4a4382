"""The only place where cycles, places on the roadmap and progress change."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.journal.actions import record
from governance.membership.models import Cooperative, Person
from governance.proposals.actions import advance, lock
from governance.proposals.lifecycle import Status
from governance.proposals.models import Proposal
from governance.prose import tidy
from governance.refusals import MoveNotAllowed, Refusal, allow, require
from governance.roadmap import permissions
from governance.roadmap.lifecycle import STEPS
from governance.roadmap.models import CAPACITY_MAX, Cycle, Item
from governance.roadmap.queries import capacity, next_position

Horizon = Item.Horizon


@transaction.atomic
def open_cycle(
    *,
    by: Person,
    at: datetime,
    cooperative: Cooperative,
    name_fr: str,
    name_en: str,
    starts_on: date,
    ends_on: date,
    capacity_days: int,
) -> Cycle:
    """A period with its developer-days. The roadmap is shared; ``cooperative`` is
    where ``by`` holds the seat. Both days belong to the cycle."""
    Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    allow(
        permissions.can_open_cycle(by, cooperative),
        _(
            "Only a person with a seat at the co-op or the federation steers the roadmap."
        ),
    )
    names = [tidy(name_fr), tidy(name_en)]
    require(all(names), _("Give the cycle a name in French and in English."))
    require(starts_on < ends_on, _("A cycle ends after it starts."))
    require(
        1 <= capacity_days <= CAPACITY_MAX,
        _("Give the capacity in developer-days, from 1 to %(most)s.")
        % {"most": CAPACITY_MAX},
    )
    if Cycle.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise Refusal(_("Another cycle already covers some of these days."))
    cycle = Cycle.objects.create(
        name_fr=names[0],
        name_en=names[1],
        starts_on=starts_on,
        ends_on=ends_on,
        capacity_days=capacity_days,
    )
    facts = {"cooperative": cooperative.slug, "capacity_days": capacity_days}
    record("cycle.opened", cycle, by=by, at=at, facts=facts)
    return cycle


@transaction.atomic
def place_on_roadmap(
    proposal: Proposal,
    *,
    by: Person,
    at: datetime,
    cycle: Cycle,
    horizon: str,
    days: int,
) -> Item:
    """Set aside ``days`` of the cycle for a mandated need, at the end of a column.
    What waits for later takes none of the cycle's days yet."""
    lock(proposal)
    _allow_steering(proposal, by)
    if proposal.status != Status.MANDATED:
        raise MoveNotAllowed(_("Only a need with a mandate goes on the roadmap."))
    if Item.objects.filter(proposal=proposal).exists():
        raise MoveNotAllowed(_("This need is already on the roadmap."))
    require(days >= 1, _("Set aside at least one developer-day."))
    cycle = _locked(cycle)
    _check_room(cycle, horizon, days)
    item = Item.objects.create(
        proposal=proposal,
        cycle=cycle,
        horizon=horizon,
        days=days,
        position=next_position(cycle, horizon),
        placed_by=by,
        placed_at=at,
    )
    facts = {
        "need": proposal.number,
        "cycle": cycle.pk,
        "horizon": str(horizon),
        "days": days,
    }
    record("roadmap.placed", item, by=by, at=at, facts=facts)
    return item


@transaction.atomic
def move_item(
    item: Item, *, by: Person, at: datetime, horizon: str, position: int
) -> Item:
    """Move to a column and a place in it, counted from 0; beyond the end is last.
    Where it already stands, nothing happens."""
    cycle = _locked(item.cycle)
    item.refresh_from_db(from_queryset=Item.objects.select_for_update())
    _allow_steering(item.proposal, by)
    require(horizon in Horizon.values, _("Choose now, next or later."))
    if item.horizon == Horizon.LATER:
        _check_room(cycle, horizon, item.days)
    column = _column(item, horizon)
    position = max(0, min(position, len(column)))
    if (item.horizon, item.position) == (horizon, position):
        return item
    facts = {
        "need": item.proposal.number,
        "from": [str(item.horizon), item.position],
        "to": [str(horizon), position],
    }
    left = [] if item.horizon == horizon else _column(item)
    item.horizon = horizon
    column.insert(position, item)
    _renumber(column)
    _renumber(left)
    record("roadmap.moved", item, by=by, at=at, facts=facts)
    return item


@transaction.atomic
def note_progress(
    proposal: Proposal,
    *,
    step: str,
    at: datetime,
    facts: Mapping[str, Any],
    by: Person | None = None,
) -> bool:
    """Note a step of development: ``started``, ``built``, ``reopened``, ``put_back``.

    True when it moved the need; False when there was nothing left to do. ``by=None``
    is the portal, told by GitHub. ``facts`` name the evidence, never a person.
    """
    known = STEPS[step]
    lock(proposal)
    if by is not None:
        _allow_steering(proposal, by)
    if proposal.status in known.quiet:
        return False
    if proposal.status not in known.moves:
        raise MoveNotAllowed(
            _("A need that is “%(now)s” is not being developed.")
            % {"now": proposal.get_status_display()}
        )
    advance(proposal, to=known.to, verb=known.verb, by=by, at=at, facts=facts)
    return True


def _allow_steering(proposal: Proposal, by: Person) -> None:
    allow(
        permissions.may_steer(by, proposal),
        _(
            "Only a person with a seat at the co-op or the federation steers the roadmap."
        ),
    )


def _locked(cycle: Cycle) -> Cycle:
    """Its lock puts in a line those who share out the same days."""
    return Cycle.objects.select_for_update().get(pk=cycle.pk)


def _check_room(cycle: Cycle, horizon: str, days: int) -> None:
    require(horizon in Horizon.values, _("Choose now, next or later."))
    if horizon == Horizon.LATER:
        return
    room = capacity(cycle)
    require(
        days <= room.left,
        _(
            "This needs %(days)s developer-days and %(left)s are left: %(placed)s of "
            "the %(capacity)s days of the cycle are already set aside."
        )
        % {
            "days": days,
            "left": room.left,
            "placed": room.placed,
            "capacity": room.days,
        },
    )


def _column(item: Item, horizon: str = "") -> list[Item]:
    """A column (its own, unless told) without the item, in order."""
    same = Item.objects.filter(cycle=item.cycle_id, horizon=horizon or item.horizon)
    return list(same.exclude(pk=item.pk))


def _renumber(column: list[Item]) -> None:
    for place, item in enumerate(column):
        item.position = place
    Item.objects.bulk_update(column, ["position", "horizon"])
