"""What more voters would have given, where each of them changes every share; and what
delegates would have given with other weights. JSON values."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from governance.voting.models import Result
from governance.voting.rules import (
    Question,
    budget_ballots,
    delegates,
    joining,
    majority,
    otherwise,
)
from governance.voting.rules.bands import ONE_EACH
from governance.voting.rules.delegates import DelegatesCount

TRIED, TRIED_OF_MANY = 12, 4  # needs; each is one more count
MANY = 30_000  # ballots

Found = dict[str, Any]


def of_shares(
    question: Question, result: Result, ballots: Sequence[Any], extra: int
) -> Found:
    """What these people would have given, all handing in a blank ballot, or all choosing
    one need and nothing else; ``tried``: how many needs were, out of ``all``."""
    if not extra:
        return {}
    elected = set(result.figures["elected"])
    most = TRIED if len(ballots) <= MANY else TRIED_OF_MANY
    profile = budget_ballots.gather(question, ballots)
    joined = joining.choosing_one(question, profile, extra=extra, most=most)
    changing = [
        {"number": one.number, "elected": list(one.elected)}
        for one in joined
        if set(one.elected) != elected
    ]
    tried = len(joined) - 1
    told = {"extra": extra, "tried": tried, "all": len(question.options)}
    return {"joined": {**told, "changing": changing}}


def of_delegates(
    question: Question, result: Result, rolls: dict[str, int], extra: int
) -> Found:
    """From the figures alone. ``rolls``: delegates of each co-operative."""
    rows = result.figures["places"]
    cast = {(row["place"], a): row[a] for row in rows for a in majority.ANSWERS}
    count = delegates.count_profile(question, cast)
    each = delegates.count_profile(replace(question, bands=ONE_EACH), cast)
    absent = {
        row["place"]: rolls.get(row["place"], 0) - sum(row[a] for a in majority.ANSWERS)
        for row in rows
    }
    swayed = [
        joining.all_saying(count, answer, absent, extra=extra)
        for answer in ("yes", "no")
    ]
    change = any(other.threshold_met != count.threshold_met for other in swayed)
    quorum = joining.quorum_reached(count, absent, extra=extra)
    return {
        "thresholds": otherwise.under_other_thresholds(count),
        "one_each": _told(each),
        "swayed": [_told(other) for other in swayed] if extra else [],
        "more": {"extra": extra, "could_change": change, "quorum_met": quorum},
    }


def _told(count: DelegatesCount) -> Found:
    return {
        "yes": str(count.weights["yes"]),
        "no": str(count.weights["no"]),
        "reached": count.threshold_met,
    }
