"""What would have come out otherwise, in sentences and one small table."""

from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.voting import asking, statements
from governance.voting.models import Result, Round
from portal.site.votes.results import given, more_voters, otherwise
from portal.site.votes.results.differing import Alternative, difference
from portal.site.votes.results.given import Grid
from portal.site.votes.results.otherwise import Found

NAMES = {
    "irv": gettext_lazy("The last one set aside each time (instant run-off)"),
    "stv": gettext_lazy("Votes passed on (single transferable vote)"),
    "schulze": gettext_lazy("Needs compared two by two (Schulze)"),
    "first-choices": gettext_lazy("First choices only"),
    "people": gettext_lazy("How many people gave points, whatever the points"),
}


@dataclass(frozen=True)
class Comparison:
    """``rules``: other ways of counting; ``more``: what more voters could have said;
    ``given``: how points were given."""

    rules: list[Alternative]
    sentences: list[str]
    served: dict[str, int] = field(default_factory=dict)
    more: list[Alternative] = field(default_factory=list)
    given: Grid | None = None

    def __bool__(self) -> bool:
        return bool(self.rules or self.sentences)


def comparison(round: Round, result: Result) -> Comparison:
    found = otherwise.at_hand(round, result)
    if found is None:
        return Comparison([], [_("This is being worked out. Come back in a while.")])
    told = "served" in found  # the other ways of sharing out stand beside the steps
    return Comparison(
        rules=[
            *([] if told else _rules(found, result)),
            *_thresholds(found, round, result),
            *_one_each(found, result),
        ],
        sentences=more_voters.sentences(found, result),
        served=found.get("served", {}),
        more=more_voters.rows(found, result),
        given=given.shown(round, result, found),
    )


def _rules(found: Found, result: Result) -> list[Alternative]:
    own = _own(result)
    return [
        Alternative(
            str(NAMES[o["rule"]]), difference(o["winners"], own, result), o["differs"]
        )
        for o in found.get("rules", ())
    ]


def _own(result: Result) -> list[int]:
    return list(result.figures["winners"]) if "winners" in result.figures else []


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


def _one_each(found: Found, result: Result) -> list[Alternative]:
    """Other weights: every co-operative with one vote."""
    if "one_each" not in found:
        return []
    met = bool(result.figures["threshold_met"])
    words, differs = _reached(reached=found["one_each"]["reached"], met=met)
    return [Alternative(_("One vote for each co-operative"), words, differs)]


def _threshold_name(threshold: Fraction) -> str:
    if threshold == Fraction(1, 2):
        return _("More yes than no")
    return _("At least %(share)s of yes") % {"share": statements.percent(threshold)}


def _reached(*, reached: bool, met: bool) -> tuple[str, bool]:
    words = _("reached") if reached else _("not reached")
    return words, reached != met
