"""What two points more turnout would have given, in sentences and a small table."""

from collections.abc import Callable
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from governance.voting.models import Result
from governance.voting.outcomes import named
from governance.voting.outcomes.naming import votes
from portal.site.votes.results.differing import Alternative, difference

Found = dict[str, Any]


def sentences(found: Found, result: Result) -> list[str]:
    for key, told in _TOLD.items():
        if key in found and found[key]["extra"]:
            return [" ".join(told(found[key], result))]
    return []


def rows(found: Found, result: Result) -> list[Alternative]:
    """What these people could all have said, and what would have come out."""
    if "joined" in found:
        return [_chosen(other, result) for other in found["joined"]["changing"]]
    if found.get("swayed"):
        names = pgettext("ballots", "yes"), pgettext("ballots", "no")
        met = result.figures["threshold_met"]
        return [
            Alternative(name, _weighed(other), other["reached"] != met)
            for name, other in zip(names, found["swayed"], strict=True)
        ]
    return []


def _could(more: Found, result: Result) -> list[str]:
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
    return said


def _pushed(more: Found, result: Result) -> list[str]:
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
    return [_if_more(more["extra"]), told]


def _joined(more: Found, result: Result) -> list[str]:
    """Under Equal Shares one person more makes every share smaller."""
    said = [_if_more(more["extra"]), _("Each share of the days would be smaller.")]
    if more["changing"]:
        said.append(_("What comes out would then depend on what these ballots chose."))
    else:
        said.append(
            _(
                "The same needs would still be retained, were these ballots blank or "
                "all for one need and nothing else."
            )
        )
    if more["tried"] < more["all"]:
        said.append(
            _("This was tried with %(count)s needs, those left out first.")
            % {"count": number_format(more["tried"])}
        )
    return said


def _chosen(other: Found, result: Result) -> Alternative:
    if other["number"] is None:
        name = _("nothing: blank ballots")
    else:
        name = _("only %(title)s") % {"title": named(result, [other["number"]])}
    words = difference(other["elected"], result.figures["elected"], result)
    return Alternative(name, words, differs=True)


def _weighed(other: Found) -> str:
    """The votes of co-operatives, and what comes of them."""
    facts = {"yes": votes(other["yes"]), "no": votes(other["no"])}
    if other["reached"]:
        return _("%(yes)s for, %(no)s against: threshold reached") % facts
    return _("%(yes)s for, %(no)s against: threshold not reached") % facts


def _if_more(extra: int) -> str:
    return ngettext(
        "Suppose that %(count)s person more had voted: two points of turnout.",
        "Suppose that %(count)s people more had voted: two points of turnout.",
        extra,
    ) % {"count": number_format(extra)}


_TOLD: dict[str, Callable[[Found, Result], list[str]]] = {
    "more": _could,
    "pushed": _pushed,
    "joined": _joined,
}
