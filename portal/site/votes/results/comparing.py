"""What would have come out otherwise, in sentences and one small table."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.voting import asking, statements
from governance.voting.models import Result, Round
from governance.voting.outcomes import named
from portal.site.votes.results import otherwise
from portal.site.votes.results.otherwise import Found

NAMES = {
    "irv": gettext_lazy("The last one set aside each time (instant run-off)"),
    "stv": gettext_lazy("Votes passed on (single transferable vote)"),
    "schulze": gettext_lazy("Needs compared two by two (Schulze)"),
    "first-choices": gettext_lazy("First choices only"),
    "people": gettext_lazy("How many people gave points, whatever the points"),
}


@dataclass(frozen=True)
class Alternative:
    """Another way of counting, and what it would have given, in words."""

    name: str
    words: str
    differs: bool


@dataclass(frozen=True)
class Comparison:
    rules: list[Alternative]
    sentences: list[str]
    served: dict[str, int]

    def __bool__(self) -> bool:
        return bool(self.rules or self.sentences)


def comparison(round: Round, result: Result) -> Comparison:
    found = otherwise.at_hand(round, result)
    if found is None:
        return Comparison(
            [], [_("This is being worked out. Come back in a while.")], {}
        )
    told = "served" in found  # the other ways of sharing out stand beside the steps
    return Comparison(
        rules=[
            *([] if told else _rules(found, result)),
            *_thresholds(found, round, result),
        ],
        sentences=_more_voters(found, result),
        served=found.get("served", {}),
    )


def _rules(found: Found, result: Result) -> list[Alternative]:
    own = _own(result)
    return [
        Alternative(str(NAMES[o["rule"]]), _difference(o, own, result), o["differs"])
        for o in found.get("rules", ())
    ]


def _own(result: Result) -> list[int]:
    return list(result.figures["winners"]) if "winners" in result.figures else []


def _difference(other: Found, own: list[int], result: Result) -> str:
    """“the same needs”, or who would come in and who would go out."""
    if not other["differs"]:
        return _("the same result")
    come = [n for n in other["winners"] if n not in own]
    go = [n for n in own if n not in other["winners"]]
    facts = {"come": named(result, come), "go": named(result, go)}
    if come and go:
        return _("with %(come)s, without %(go)s") % facts
    return _("with %(come)s too") % facts if come else _("without %(go)s") % facts


def _thresholds(found: Found, round: Round, result: Result) -> list[Alternative]:
    """The usual thresholds, without the one that was asked for."""
    asked = asking.of_sheet(round.sheet).threshold
    met = result.figures.get("threshold_met")
    return [
        Alternative(
            _threshold_name(Fraction(text)), *_reached(reached=reached, met=bool(met))
        )
        for text, reached in found.get("thresholds", {}).items()
        if Fraction(text) != asked
    ]


def _threshold_name(threshold: Fraction) -> str:
    if threshold == Fraction(1, 2):
        return _("More yes than no")
    return _("At least %(share)s of yes") % {"share": statements.percent(threshold)}


def _reached(*, reached: bool, met: bool) -> tuple[str, bool]:
    words = _("reached") if reached else _("not reached")
    return words, reached != met


def _more_voters(found: Found, result: Result) -> list[str]:
    for key, told in _TOLD.items():
        if key in found and found[key]["extra"]:
            return told(found[key], result)
    return []


def _could(more: dict[str, Any], result: Result) -> list[str]:
    said = [_if_more(more["extra"])]
    if more["could_change"]:
        said.append(_("The result could have been another one."))
    else:
        said.append(_("The result would have been the same, whatever they answered."))
    if not result.quorum_met:
        said.append(
            _("The quorum would have been reached.")
            if more["quorum_met"]
            else _("The quorum would still not have been reached.")
        )
    return [" ".join(said)]


def _pushed(more: dict[str, Any], result: Result) -> list[str]:
    said = _if_more(more["extra"])
    if not more["changing"]:
        told = _(
            "Even if all of them had put the same need first, and nothing else, the "
            "result would have been the same."
        )
    else:
        told = ngettext(
            "If all of them had put %(titles)s first, and nothing else, the result would "
            "have been another one.",
            "If all of them had put one of these first, and nothing else, the result "
            "would have been another one: %(titles)s.",
            len(more["changing"]),
        ) % {"titles": named(result, more["changing"])}
    return [f"{said} {told}"]


def _if_more(extra: int) -> str:
    return ngettext(
        "Suppose that %(count)s person more had voted: two points of turnout.",
        "Suppose that %(count)s people more had voted: two points of turnout.",
        extra,
    ) % {"count": number_format(extra)}


_TOLD: dict[str, Callable[[dict[str, Any], Result], list[str]]] = {
    "more": _could,
    "pushed": _pushed,
}
