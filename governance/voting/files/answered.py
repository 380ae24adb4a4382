"""A bundle of yes-or-no ballots as a case worked by hand: its terms and its totals."""

from collections import Counter
from typing import Any

from governance.voting.files.small import SmallCase
from governance.voting.rules.majority import ANSWERS
from governance.voting.rules.question import Choices

RULES = ("majority", "double-majority", "delegates")


def case(sheet: dict[str, Any], cast: list[Choices]) -> SmallCase:
    """``sheet`` has its roll as it was corrected; ``cast`` are the published choices."""
    rule = sheet["rule"]
    terms = {
        "roll_size": sheet["roll_size"],
        "threshold": rule["threshold"],
        "comparison": rule["comparison"],
        "quorum": rule["quorum"],
        "quorum_counts_abstain": rule["quorum_counts_abstentions"],
    }
    if rule["name"] == "majority":
        said = Counter(ballot["answer"] for ballot in cast)
        return SmallCase("majority", {**{a: said[a] for a in ANSWERS}, **terms})
    return SmallCase(rule["name"], {"coops": _coops(rule, cast), **terms, **_of(rule)})


def _coops(rule: dict[str, Any], cast: list[Choices]) -> list[dict[str, Any]]:
    """Each co-op with its answers; those counted together stand under one name."""
    said = Counter((ballot["place"], ballot["answer"]) for ballot in cast)
    told = [p if isinstance(p, str) else p[0] for p in rule["places"]]
    together = dict.fromkeys(place for place, _ in said if "+" in place)
    hidden = {name for place in together for name in place.split("+")}
    names = [*together, *(place for place in told if place not in hidden)]
    return [{"coop": n, **{a: said[n, a] for a in ANSWERS}} for n in names]


def _of(rule: dict[str, Any]) -> dict[str, Any]:
    if rule["name"] == "double-majority":
        return {"coops_total": len(rule["places"])}
    return {"sizes": {p[0]: p[1] for p in rule["places"]}, "bands": rule["bands"]}
