"""The federation, its eight co-operatives and what their members value."""

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from governance.membership.models import Cooperative, Federation
from governance.values.models import Profile
from governance.values.vocabulary import VERSION
from portal.demo.timeline import Timeline

DATA = Path(__file__).parent / "data"
SAME = (
    "slug", "name_fr", "name_en", "short_name", "region", "kind", "founded", "languages",
    "website", "mission_fr", "mission_en", "values_emphasised", "voting_members",
    "federation_votes",
)  # fmt: skip


@cache
def data(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text())


def found(timeline: Timeline) -> dict[str, Cooperative]:
    """Create the federation and its co-ops; by slug."""
    given = data("coops")
    kept = {f.name for f in Federation._meta.get_fields()}
    federation = Federation.objects.create(
        **{k: v for k, v in given["federation"].items() if k in kept - {"members"}}
    )
    return {
        row["slug"]: _cooperative(federation, row, timeline) for row in given["coops"]
    }


def _cooperative(
    federation: Federation, row: dict[str, Any], timeline: Timeline
) -> Cooperative:
    bylaw = row["bylaw_settings"]
    cooperative = Cooperative.objects.create(
        federation=federation,
        place=row["place_fictional"],
        privacy_officer_role=row["privacy_officer_role_fr"],
        phone="418 555-0123",
        notice_days=bylaw["notice_days"],
        quorum_members=bylaw["quorum_members"],
        quorum_online_pct=bylaw["quorum_online_pct"],
        bylaw_ref=bylaw["bylaw_ref"],
        casting_vote_ref=bylaw.get("casting_vote_ref", ""),
        **{key: row[key] for key in SAME},
    )
    profile = row["values_profile"]
    Profile.objects.create(
        cooperative=cooperative,
        held_on=timezone.localdate(timeline.now) - timedelta(days=200),
        vocabulary_version=VERSION,
        respondents=profile["respondents"],
        response_rate=str(profile["response_rate"]),
        foundational=profile["foundational"],
        mission=profile["mission"],
    )
    return cooperative
