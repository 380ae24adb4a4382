"""How many voted. Small groups are never shown by themselves."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from django.db.models import Count, Q

from governance.membership.models import Cooperative
from governance.voting import asking
from governance.voting.models import Round
from governance.voting.terms import SMALLEST_GROUP

ONLINE, PAPER = "online", "paper"


@dataclass(frozen=True)
class Turnout:
    voted: int
    roll: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.voted, self.roll) if self.roll else Fraction(0)


@dataclass(frozen=True)
class GroupTurnout:
    """The turnout of a group, or of several put together because they are small.

    ``parts`` are keys: a category of members, a language, or how people voted (there
    ``roll`` is everyone who voted).
    """

    parts: tuple[Any, ...]
    voted: int
    roll: int

    @property
    def is_merged(self) -> bool:
        return len(self.parts) > 1


@dataclass(frozen=True)
class PlaceTurnout(GroupTurnout):
    """The turnout of a co-op, or of several put together because they are small."""

    @property
    def cooperatives(self) -> tuple[Cooperative, ...]:
        return self.parts


@dataclass(frozen=True)
class Split:
    """A turnout told apart by one thing. ``silent``: there are several groups, but too
    few people voted in one of them to tell any apart."""

    groups: tuple[GroupTurnout, ...]
    silent: bool


@dataclass(frozen=True)
class Splits:
    """Read in one query from the roll. Whoever took a paper ballot counts as having
    voted: which papers came back is not known by person."""

    category: Split
    language: Split


Group = TypeVar("Group", bound=GroupTurnout)


def turnout(round: Round) -> Turnout:
    """How many of the roll have voted so far; live while the round is open."""
    roll = round.sheet["roll_size"] if round.rule_sheet else 0
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


def counted_together(round: Round) -> dict[str, str]:
    """In a secret vote by co-op, under which name the ballots of a co-op that cannot
    be told apart are counted: the slugs of its group with a ``+`` between."""
    if not asking.of_sheet(round.sheet).smallest_place:
        return {}
    places = _by_place(round)
    groups = merged(places) or (_together(places),)
    return {
        cooperative.slug: "+".join(sorted(c.slug for c in group.cooperatives))
        for group in groups
        for cooperative in group.cooperatives
        if group.is_merged
    }


def merged(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The same, over turnouts per group. Pure."""
    by_size = sorted(groups, key=lambda g: g.voted)
    small = [g for g in by_size if g.voted < SMALLEST_GROUP]
    shown = by_size[len(small) :]
    while small and shown and (len(small) < 2 or _voted(small) < SMALLEST_GROUP):
        small.append(shown.pop(0))
    if not shown or len(groups) < 2:
        return ()
    told = [g for g in groups if g in shown]
    return (*told, _together(small)) if small else tuple(told)


def by_channel(*, online: int, paper: int) -> Split:
    """One group only, and nothing to tell, where nobody voted on paper."""
    pairs = ((ONLINE, online), (PAPER, paper))
    return split([GroupTurnout((k,), n, online + paper) for k, n in pairs if n])


def splits(round: Round) -> Splits:
    """Who voted, by category of members and by language of correspondence, both as they
    were when the roll was frozen."""
    rows: list[Any] = list(
        round.roll.order_by()
        .values("category", "language")
        .annotate(
            all=Count("pk"),
            voted=Count(
                "pk", filter=Q(voted_on__isnull=False) | Q(paper_on__isnull=False)
            ),
        )
    )
    return Splits(
        category=split(_groups(rows, lambda row: row["category"])),
        language=split(_groups(rows, lambda row: row["language"])),
    )


def split(groups: Sequence[GroupTurnout]) -> Split:
    """Told apart where that shows no small group; silent where it cannot be."""
    told = merged(groups)
    return Split(told, silent=len(groups) > 1 and not told)


def _groups(
    rows: Iterable[dict[str, Any]], key: Callable[[dict[str, Any]], str]
) -> list[GroupTurnout]:
    voted, every = Counter[str](), Counter[str]()
    for row in rows:
        voted[key(row)] += row["voted"]
        every[key(row)] += row["all"]
    return [GroupTurnout((k,), voted[k], n) for k, n in every.most_common()]


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


def _together(groups: Sequence[Group]) -> Group:
    parts = tuple(part for group in groups for part in group.parts)
    return type(groups[0])(parts, _voted(groups), sum(g.roll for g in groups))


def _voted(groups: Sequence[GroupTurnout]) -> int:
    return sum(group.voted for group in groups)
