"""The small JSON of cases worked by hand: totals, not ballots.

Yes or no: ``roll_size``, ``yes``, ``no``, ``abstain``, ``threshold``, ``comparison``,
``quorum``. Double majority: ``coops``. Delegation: ``delegations``, ``direct_votes``.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from governance.voting.files.election import UnreadableFile, shown
from governance.voting.rules import (
    Comparison,
    Outcome,
    Place,
    Question,
    delegates,
    delegation,
    double_majority,
    majority,
    share,
)
from governance.voting.rules.bands import ONE_EACH, Bands


@dataclass(frozen=True)
class SmallCase:
    """``rule`` is the one that fits; ``count`` gives the figures by the rule's keys."""

    rule: str
    data: dict[str, Any]

    def count(self) -> dict[str, Any]:
        try:
            return COUNTS[self.rule](self.data)
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise UnreadableFile(
                _("The case cannot be counted; look at “%(what)s”.")
                % {"what": shown(str(wrong).strip("'"))}
            ) from wrong


def parse(text: str) -> SmallCase:
    """Which case the file holds; ``UnreadableFile`` if none that is known."""
    try:
        data = json.loads(text, parse_float=_no_decimals)
    except json.JSONDecodeError as wrong:
        raise UnreadableFile(_("This is not JSON."), wrong.lineno) from wrong
    except RecursionError as wrong:
        raise UnreadableFile(_("This is not JSON.")) from wrong
    for key, rule in KEYS.items():
        if isinstance(data, dict) and key in data:
            return SmallCase(rule, data)
    raise UnreadableFile(
        _("The file has none of the keys %(keys)s.") % {"keys": ", ".join(KEYS)}
    )


def _no_decimals(text: str) -> Any:
    raise UnreadableFile(
        _("Write “%(text)s” as a fraction, for example 2/3.") % {"text": shown(text)}
    )


def _people(value: Any, name: str) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(name)
    return value


def _majority(data: dict[str, Any]) -> dict[str, Any]:
    names = ("yes", "no", "abstain")
    answers = {name: _people(data.get(name, 0), name) for name in names}
    question = Question(
        options=(1,),
        roll_size=_people(data["roll_size"], "roll_size"),
        quorum=share(data.get("quorum", "0")),
        threshold=share(data["threshold"]),
        comparison=Comparison(data["comparison"]),
        quorum_counts_abstentions=data.get("quorum_counts_abstain", True) is True,
    )
    count = majority.count_profile(question, answers)
    return {
        **answers,
        "share": count.figures()["share"],
        "quorum_met": count.quorum_met,
        "threshold_met": count.threshold_met,
        "passes": count.outcome is Outcome.PASSED,
    }


def _double(data: dict[str, Any]) -> dict[str, Any]:
    cast = _cast(data)
    names = [str(place["coop"]) for place in data["coops"]]
    if len(set(names)) != len(names):
        raise ValueError("coops")
    every = _people(data.get("coops_total", len(names)), "coops_total")
    places = tuple(map(Place, names))
    count = double_majority.count_profile(_asked(data, cast, places), cast)
    count = replace(count, every=every)
    return {
        **({"quorum_met": count.quorum_met} if "quorum" in data else {}),
        "members_yes": count.members.yes,
        "members_no": count.members.no,
        "coops_yes": len(count.places_yes),
        "coops_total": every,
        "members_majority": count.members_majority,
        "coops_majority": count.places_majority,
        "passes": count.outcome is Outcome.PASSED,
    }


def _asked(
    data: dict[str, Any], cast: Counter[tuple[str, str]], places: tuple[Place, ...]
) -> Question:
    """What a bundle says of its terms; a case without them asks for half, no quorum."""
    return Question(
        options=(1,),
        roll_size=_people(data.get("roll_size", sum(cast.values())), "roll_size"),
        quorum=share(data.get("quorum", "0")),
        threshold=share(data.get("threshold", "1/2")),
        comparison=Comparison(data.get("comparison", Comparison.MORE_THAN)),
        quorum_counts_abstentions=data.get("quorum_counts_abstain", True) is True,
        places=places,
        bands=Bands(tuple((a, b) for a, b in data["bands"]))
        if "bands" in data
        else ONE_EACH,
    )


def _delegates(data: dict[str, Any]) -> dict[str, Any]:
    sizes = {str(n): _people(s, "sizes") for n, s in data["sizes"].items()}
    cast = _cast(data)
    places = tuple(Place(name, size) for name, size in sizes.items())
    count = delegates.count_profile(_asked(data, cast, places), cast)
    return {
        **{answer: str(votes) for answer, votes in count.weights.items()},
        "coops_present": len(count.present),
        "coops_total": len(count.votes),
        "quorum_met": count.quorum_met,
        "threshold_met": count.threshold_met,
        "passes": count.outcome is Outcome.PASSED,
    }


def _cast(data: dict[str, Any]) -> Counter[tuple[str, str]]:
    """People by co-op and answer."""
    return Counter({
        (str(place["coop"]), answer): _people(place.get(answer, 0), answer)
        for place in data["coops"]
        for answer in majority.ANSWERS
    })  # fmt: skip


def _delegation(data: dict[str, Any]) -> dict[str, Any]:
    lent, direct = data["delegations"], data["direct_votes"]
    if not all(isinstance(v, str) for v in (*lent.values(), *direct.values())):
        raise ValueError("delegations, direct_votes")
    carried = delegation.carry(lent, direct)
    return {
        "weight_by_caster": carried.weights,
        "uncast": list(carried.uncast),
        "answers": dict(carried.answers(direct)),
    }


KEYS = {"coops": "double-majority", "delegations": "delegation", "yes": "majority"}
COUNTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "majority": _majority,
    "double-majority": _double,
    "delegates": _delegates,
    "delegation": _delegation,
}
