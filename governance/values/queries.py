"""What members of a co-op, or of the whole federation, said matters most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import OuterRef, QuerySet, Subquery

from governance.membership.models import Cooperative, Federation
from governance.values import vocabulary
from governance.values.alignment import exact
from governance.values.models import Profile

FAMILIES = ("foundational", "mission")


@dataclass(frozen=True)
class Portrayed:
    """A values profile as exact fractions; of one co-op, or of many together.

    ``shares`` map the keys of a family to the share of respondents naming the value
    (they add up to about 3). ``response_rate`` is between 0 and 1, ``None`` when the
    number of voting members is not known.
    """

    shares: dict[str, dict[str, Fraction]]
    respondents: int
    response_rate: Fraction | None
    held_on: date
    cooperatives: int = 1


def latest_profile(cooperative: Cooperative) -> Profile | None:
    """The co-op's last survey, as stored."""
    return Profile.objects.filter(cooperative=cooperative).order_by("-held_on").first()


def latest_profiles(federation: Federation | None = None) -> QuerySet[Profile]:
    """The last survey of every co-op (of one federation, if named)."""
    profiles = Profile.objects.select_related("cooperative")
    if federation is not None:
        profiles = profiles.filter(cooperative__federation=federation)
    same = Profile.objects.filter(cooperative=OuterRef("cooperative"))
    newest = same.order_by("-held_on").values("pk")[:1]
    return profiles.filter(pk=Subquery(newest)).order_by("cooperative__short_name")


def portrayed(profile: Profile) -> Portrayed:
    """One co-op's survey as exact fractions."""
    return Portrayed(
        shares={family: _shares(profile, family) for family in FAMILIES},
        respondents=profile.respondents,
        response_rate=exact(profile.response_rate),
        held_on=profile.held_on,
    )


def federation_profile(federation: Federation | None = None) -> Portrayed | None:
    """The co-ops' surveys together, weighted by the votes each has in the federation
    (F6), so that the chart and the vote speak with the same weights. ``None`` when no
    co-op has asked its members yet."""
    profiles = list(latest_profiles(federation))
    votes = sum(p.cooperative.federation_votes for p in profiles)
    if not votes:
        return None
    return Portrayed(
        shares={family: _weighted(profiles, family, votes) for family in FAMILIES},
        respondents=sum(p.respondents for p in profiles),
        response_rate=_response_rate(profiles),
        held_on=max(p.held_on for p in profiles),
        cooperatives=len(profiles),
    )


def _shares(profile: Profile, family: str) -> dict[str, Fraction]:
    said = getattr(profile, family)
    return {key: exact(said.get(key, 0)) for key in vocabulary.values(family)}


def _weighted(profiles: list[Profile], family: str, votes: int) -> dict[str, Fraction]:
    each = [(p.cooperative.federation_votes, _shares(p, family)) for p in profiles]
    return {
        key: sum((v * shares[key] for v, shares in each), Fraction(0)) / votes
        for key in vocabulary.values(family)
    }


def _response_rate(profiles: Iterable[Profile]) -> Fraction | None:
    """Of all who have the right to vote where the question was asked."""
    asked = sum(p.cooperative.voting_members for p in profiles)
    answered = sum(p.respondents for p in profiles)
    return Fraction(answered, asked) if asked else None
