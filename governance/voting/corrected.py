"""The rule sheet with its roll as it was corrected since. Pure.

The sealed sheet itself never changes. A correction of the roll moves the number of
people on it, that of their co-op, and what follows: how many voters make the quorum,
and which co-ops count under the rules that count co-ops.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from governance.voting.rules import quorum

STEP = {"added": 1, "struck": -1}


def after(
    sheet: Mapping[str, Any], entries: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """How the roll of ``sheet`` stands after the corrections of these log entries: its
    size, that of each co-op, how many were added and struck."""
    places = {row["cooperative"]: row["roll"] for row in sheet["electorate"]}
    now = {"added": 0, "struck": 0}
    for entry in entries:
        places[entry["place"]] += STEP[entry["kind"]]
        now[entry["kind"]] += 1
    return {"size": sum(places.values()), "places": places, **now}


def sheet(sealed: dict[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet by which the round is read and counted while ``now`` is its roll."""
    electorate = [
        {**row, "roll": now["places"][row["cooperative"]]}
        for row in sealed["electorate"]
    ]
    rule = {**sealed["rule"], **_places(sealed["rule"], electorate)}
    by_co_ops = rule["quorum_of"] == "co-operatives"
    base = len(rule["places"]) if by_co_ops else now["size"]
    rule["quorum_voters"] = quorum.needed(Fraction(rule["quorum"]), base)
    return {
        **sealed,
        "electorate": electorate,
        "roll_size": now["size"],
        "rule": rule,
        "corrections": {"added": now["added"], "struck": now["struck"]},
    }


def _places(
    rule: Mapping[str, Any], electorate: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """The co-ops with people on the roll, for the rules that count co-ops. What else
    such a rule says of a co-op (its votes, in a round of delegates) stays as sealed."""
    if "places" not in rule:
        return {}
    told = {p if isinstance(p, str) else p[0]: p for p in rule["places"]}
    here = [row["cooperative"] for row in electorate if row["roll"]]
    return {"places": [told.get(place, place) for place in here]}
