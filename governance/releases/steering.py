"""Asked versus built: do members' values steer what gets built? (F4)"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from governance.membership.models import Cooperative
from governance.releases.models import Delivered
from governance.values import vocabulary
from governance.values.alignment import (
    MATCH_DAYS,
    MATCH_ITEMS,
    Effort,
    asked_shares,
    built_shares,
    serving_days,
    steering_match,
)
from governance.values.portrait import SMALLEST_GROUP
from governance.values.queries import (
    Portrayed,
    federation_profile,
    latest_profile,
    portrayed,
)


@dataclass(frozen=True)
class Pair:
    """One value: its part of members' priorities and of the effort, 0 to 1 each.
    ``None`` where nothing is known on that side."""

    key: str
    label: str
    prompt: str
    asked: Fraction | None
    built: Fraction | None

    @property
    def asked_percent(self) -> int | None:
        return None if self.asked is None else round(100 * self.asked)

    @property
    def built_percent(self) -> int | None:
        return None if self.built is None else round(100 * self.built)


@dataclass(frozen=True)
class AskedVersusBuilt:
    """Twin bars of one family over a period, and how much stands behind them:
    ``serving`` of the ``days`` went to needs that serve a value of this family, and
    the bars of what was built are parts of those."""

    family: str
    pairs: list[Pair]
    items: int
    days: int
    serving: int
    respondents: int
    response_rate: Fraction | None
    held_on: date | None
    exact_match: Fraction | None

    @property
    def match(self) -> int | None:
        """F4, 0 to 100; ``None`` under 8 items or 100 days, where one item would
        move it too much: then only the bars speak."""
        solid = self.items >= MATCH_ITEMS and self.days >= MATCH_DAYS
        if self.exact_match is None or not solid:
            return None
        return round(self.exact_match)


def asked_versus_built(
    family: str = "mission",
    *,
    since: date | None = None,
    until: date | None = None,
    cooperative: Cooperative | None = None,
) -> AskedVersusBuilt:
    """What members of a co-op (else of the federation) asked for, beside what was
    delivered between two days, both included (else ever), for one family of values.

    What is built is shared, so the effort is that of every co-op's needs.
    """
    profile = _profile(cooperative)
    efforts = delivered_efforts(since=since, until=until)
    asked = asked_shares(profile.shares[family]) if profile else {}
    built = built_shares(efforts, vocabulary.values(family))
    return AskedVersusBuilt(
        family=family,
        pairs=_pairs(family, asked, built),
        items=len(efforts),
        days=int(sum(effort.days for effort in efforts)),
        serving=int(serving_days(efforts, vocabulary.values(family))),
        respondents=profile.respondents if profile else 0,
        response_rate=profile.response_rate if profile else None,
        held_on=profile.held_on if profile else None,
        exact_match=steering_match(built, asked) if asked and built else None,
    )


def delivered_efforts(
    *, since: date | None = None, until: date | None = None
) -> list[Effort]:
    """Each delivered need once, with the days set aside for it on the roadmap, else
    those its coordinator estimated."""
    rows = Delivered.objects.filter(proposal__status__in=["released", "confirmed"])
    if since:
        rows = rows.filter(release__published_at__date__gte=since)
    if until:
        rows = rows.filter(release__published_at__date__lte=until)
    shown = rows.select_related("proposal__roadmap_item").prefetch_related(
        "proposal__value_tags"
    )
    by_need = {row.proposal_id: _effort(row) for row in shown.order_by("at", "pk")}
    return list(by_need.values())


def _effort(row: Delivered) -> Effort:
    proposal = row.proposal
    item = getattr(proposal, "roadmap_item", None)
    days = item.days if item else proposal.effort_days or 0
    tags = {tag.value: tag.weight for tag in proposal.value_tags.all()}
    return Effort(Fraction(days), tags)


def _profile(cooperative: Cooperative | None) -> Portrayed | None:
    if cooperative is None:
        profile = federation_profile()
    else:
        stored = latest_profile(cooperative)
        profile = portrayed(stored) if stored else None
    if profile and profile.respondents < SMALLEST_GROUP:
        return None
    return profile


def _pairs(
    family: str, asked: dict[str, Fraction], built: dict[str, Fraction]
) -> list[Pair]:
    """Most asked for first."""
    pairs: Iterable[Pair] = (
        Pair(key, term.label, term.prompt, asked.get(key), built.get(key))
        for key, term in vocabulary.values(family).items()
    )
    return sorted(pairs, key=lambda p: (-(p.asked or 0), -(p.built or 0), p.label))
