"""The small JSON of cases worked by hand: totals, not ballots.

Yes or no: ``roll_size``, ``yes``, ``no``, ``abstain``, ``threshold``, ``comparison``,
``quorum``. Double majority: ``coops``. Delegation: ``delegations``, ``direct_votes``.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from governance.voting.files.election import UnreadableFile, shown
from governance.voting.rules import (
    Comparison,
    Outcome,
    Place,
    Question,
    delegation,
    double_majority,
    majority,
    share,
)


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
    cast = {
        (str(place["coop"]), answer): _people(place.get(answer, 0), answer)
        for place in data["coops"]
        for answer in majority.ANSWERS
    }
    names = [str(place["coop"]) for place in data["coops"]]
    if len(set(names)) != len(names):
        raise ValueError("coops")
    question = Question(
        options=(1,), roll_size=sum(cast.values()), quorum=Fraction(0),
        places=tuple(map(Place, names)),
    )  # fmt: skip
    count = double_majority.count_profile(question, cast)
    return {
        "members_yes": count.members.yes,
        "members_no": count.members.no,
        "coops_yes": len(count.places_yes),
        "coops_total": len(count.places),
        "members_majority": count.members_majority,
        "coops_majority": count.places_majority,
        "passes": count.outcome is Outcome.PASSED,
    }


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
    "delegation": _delegation,
}
