"""How many voted. Small groups are never shown by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q

from governance.membership.models import Cooperative
from governance.voting.models import Round
from governance.voting.terms import SMALLEST_GROUP


@dataclass(frozen=True)
class Turnout:
    voted: int
    roll: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.voted, self.roll) if self.roll else Fraction(0)


@dataclass(frozen=True)
class PlaceTurnout:
    """The turnout of a co-op, or of several put together because they are small."""

    cooperatives: tuple[Cooperative, ...]
    voted: int
    roll: int

    @property
    def is_merged(self) -> bool:
        return len(self.cooperatives) > 1


def turnout(round: Round) -> Turnout:
    """How many of the roll have voted so far; live while the round is open."""
    roll = round.rule_sheet["roll_size"] if round.rule_sheet else 0
    return Turnout(round.roll.voted().count(), roll)


def turnout_by_cooperative(round: Round) -> tuple[PlaceTurnout, ...]:
    """Turnout per co-op where at least ten voted; the others together, last.

    A single small co-op takes the next smallest with it: the rest of the sum would
    tell its figure. Empty when nothing is left to tell apart.
    """
    return merged(_by_place(round))


def published_places(round: Round) -> dict[int, str]:
    """Under which name the roll lines of each co-op are published: its slug, the slugs
    of the co-ops counted together with a ``+`` between them, or nothing."""
    return {
        cooperative.pk: "+".join(sorted(c.slug for c in place.cooperatives))
        for place in turnout_by_cooperative(round)
        for cooperative in place.cooperatives
    }


def merged(places: Sequence[PlaceTurnout]) -> tuple[PlaceTurnout, ...]:
    """The same, over turnouts per co-op. Pure."""
    by_size = sorted(places, key=lambda p: p.voted)
    small = [p for p in by_size if p.voted < SMALLEST_GROUP]
    shown = by_size[len(small) :]
    while small and shown and (len(small) < 2 or _voted(small) < SMALLEST_GROUP):
        small.append(shown.pop(0))
    if not shown or len(places) < 2:
        return ()
    told = [p for p in places if p in shown]
    return (*told, _together(small)) if small else tuple(told)


def _by_place(round: Round) -> list[PlaceTurnout]:
    rows = (
        round.roll.order_by()
        .values("cooperative_id")
        .annotate(all=Count("pk"), voted=Count("pk", filter=Q(voted_on__isnull=False)))
    )
    counted = {row["cooperative_id"]: row for row in rows}
    return [
        PlaceTurnout((place,), counted[place.pk]["voted"], counted[place.pk]["all"])
        for place in round.cooperatives.all()
        if place.pk in counted
    ]


def _together(places: Sequence[PlaceTurnout]) -> PlaceTurnout:
    cooperatives = tuple(c for place in places for c in place.cooperatives)
    return PlaceTurnout(cooperatives, _voted(places), sum(p.roll for p in places))


def _voted(places: Sequence[PlaceTurnout]) -> int:
    return sum(place.voted for place in places)
