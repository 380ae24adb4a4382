"""Who was level with whom, and what settled it: a tie is part of the result."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.models import Result, Round
from governance.voting.outcomes.naming import named

Tie = dict[str, Any]
LOT = "lot"
# Rules that keep everyone on a place that several share: no lot decides anything.
KEPT = frozenset({Round.Rule.APPROVAL, Round.Rule.POINTS})


def told(result: Result) -> list[str]:
    """A sentence for each tie, then whom another draw could have retained."""
    figures = result.figures
    if figures["rule"] in KEPT:
        return [_share_a_place(result, group) for group in figures["ties"]]
    ties = [_told(result, tie) for tie in figures.get("ties_broken", ())]
    return [*ties, *_others(result)]


def _told(result: Result, tie: Tie) -> str:
    if tie["why"] == "place":
        return _share_a_place(result, tie["options"])
    told = _BY_LOT if tie["by"] == LOT else _BY_STAGE
    return told[tie["why"]]() % {
        "stage": _stage(result, tie),
        "titles": named(result, tie["options"]),
        "picked": named(result, [tie["picked"]]),
        "by": str(tie["by"]).removeprefix("stage "),
    }


def _stage(result: Result, tie: Tie) -> int:
    """The number that the page gives to the stage where the tie was broken. Purchases
    are counted from the first one, however each was paid; a Scottish stage begins with
    what the one before left to do."""
    if tie["why"] == "selection":
        return int(result.figures["elected"].index(tie["picked"])) + 1
    if result.figures["rule"] == Round.Rule.STV:
        return int(tie["stage"]) + 1
    return int(tie["stage"])


def _share_a_place(result: Result, group: list[int]) -> str:
    return _("%(titles)s share the same place.") % {"titles": named(result, group)}


def _others(result: Result) -> list[str]:
    """Whom the lot left out, and whether every way it could fall was followed."""
    figures = result.figures
    if LOT not in figures or "elected" not in figures:
        return []
    left = [n for n in figures["winners"] if n not in figures["elected"]]
    said = []
    if left:
        told = ngettext(
            "With another draw, %(titles)s could have been retained.",
            "With other draws, %(titles)s could have been retained.",
            len(left),
        )
        said.append(told % {"titles": named(result, left)})
    if not figures.get("every_lot_tried", True):
        said.append(
            _(
                "There were too many possible draws to follow them all: others still "
                "could have been retained."
            )
        )
    return said


_BY_LOT: dict[str, Callable[[], str]] = {
    "exclusion": lambda: _(
        "At stage %(stage)s, nothing told %(titles)s apart. The lot set %(picked)s "
        "aside."
    ),
    "surplus": lambda: _(
        "At stage %(stage)s, %(titles)s had the same votes to pass on. The lot put "
        "%(picked)s first."
    ),
    "election": lambda: _(
        "%(titles)s were level for the last place. The lot put %(picked)s first."
    ),
    "selection": lambda: _(
        "At step %(stage)s, nothing told %(titles)s apart. The lot took %(picked)s."
    ),
}
_BY_STAGE: dict[str, Callable[[], str]] = {
    "exclusion": lambda: _(
        "At stage %(stage)s, %(titles)s were level. Stage %(by)s, the last one where "
        "they were not, set %(picked)s aside."
    ),
    "surplus": lambda: _(
        "At stage %(stage)s, %(titles)s had the same votes to pass on. Stage %(by)s, "
        "the last one where they differed, put %(picked)s first."
    ),
}
