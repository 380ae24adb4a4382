"""The demo's own figures, for the worked examples of the domain study."""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from governance.membership.models import Cooperative
from governance.values.models import Profile
from governance.values.vocabulary import VERSION

DATA = Path(__file__).parents[3] / "portal/demo/data"


@cache
def read(name: str) -> Any:
    path = DATA / f"{name}.json"
    if not path.exists():
        pytest.skip(f"NO DEMO DATA at {path}: the worked examples were NOT checked.")
    return json.loads(path.read_text())


def coop(slug: str) -> dict[str, Any]:
    return next(c for c in read("coops")["coops"] if c["slug"] == slug)


def need(slug: str) -> dict[str, Any]:
    return next(p for p in read("proposals") if p["slug"] == slug)


def tags(slug: str) -> dict[str, int]:
    """The demo lists plain values: the first weighs 2, the others 1."""
    return {v: 2 if i == 0 else 1 for i, v in enumerate(need(slug)["values"])}


def survey(cooperative: Cooperative, **more: Any) -> Profile:
    """A profile like Rivière-aux-Huards's; ``more`` overrides."""
    said = coop("riviere-aux-huards")["values_profile"]
    given = {
        "held_on": date(2026, 9, 1),
        "vocabulary_version": VERSION,
        "respondents": said["respondents"],
        "response_rate": Decimal(str(said["response_rate"])),
        "foundational": said["foundational"],
        "mission": said["mission"],
    }
    return Profile.objects.create(cooperative=cooperative, **given | more)
