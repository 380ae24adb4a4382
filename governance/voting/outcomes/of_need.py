"""What came out for one need, in a few words."""

from fractions import Fraction
from math import ceil, floor
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.models import Outcome, Result


def in_short(result: Result, number: int) -> str:
    """“72% in favour”, “chosen by 12 people”, “retained by the vote”… ``number`` is
    that of a need on the ballot paper."""
    if result.outcome == Outcome.NO_QUORUM:
        return _("quorum not reached")
    figures = result.figures
    if "share" in figures:
        return _in_favour(result)
    if "approvals" in figures:
        chosen = _of(figures["approvals"], "approvals", number)
        told = ngettext(
            "chosen by %(count)s person", "chosen by %(count)s people", chosen
        )
        return told % {"count": number_format(chosen)}
    if "points" in figures:
        points = _of(figures["points"], "points", number)
        told = ngettext("%(count)s point", "%(count)s points", points)
        return told % {"count": number_format(points)}
    if number in figures["elected"]:
        return _("retained by the vote")
    return _("not retained by the vote")


def _in_favour(result: Result) -> str:
    figures = result.figures
    if figures["share"] is None:
        return str(result.get_outcome_display())
    share = number_format(
        _percent(Fraction(figures["share"]), figures["threshold_met"])
    )
    told = _("%(share)s%% in favour") % {"share": share}
    if "places_yes" not in figures:
        return told
    places = ngettext(
        "%(count)s co-op out of %(all)s", "%(count)s co-ops out of %(all)s",
        figures["places_yes"],
    ) % {"count": figures["places_yes"], "all": figures["places_total"]}  # fmt: skip
    return f"{told}, {places}"


def _percent(share: Fraction, met: bool) -> int:
    """Rounded away from the threshold: 66.6 % that missed two thirds is never told as
    67 %, nor a share that reached it as less; and only everyone is 100 %."""
    whole = ceil(share * 100) if met else floor(share * 100)
    return min(whole, 99) if share < 1 else whole


def _of(rows: list[dict[str, Any]], key: str, number: int) -> int:
    return next((int(row[key]) for row in rows if row["number"] == number), 0)
