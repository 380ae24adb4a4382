"""The result of one need as one bar, wherever the need is told of."""

from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting import asking
from governance.voting.models import Result
from governance.voting.outcomes.naming import votes
from portal.site.charts import Slice, Stack


def stack(result: Result, number: int) -> Stack | None:
    """None where no part of a whole can be drawn: needs put in order, or no answer.

    ``number`` is that of a need on the ballot paper.
    """
    figures = result.figures
    if figures["rule"] in asking.YES_OR_NO:
        return _answers(figures)
    if "points" in figures:
        return _points(_number(figures["points"], "points", number), figures)
    for key, name in (("approvals", "approvals"), ("votes", "votes")):
        if key in figures:
            return _chosen(_number(figures[key], name, number), result.ballots)
    return None


def _answers(figures: dict[str, Any]) -> Stack | None:
    """Votes by bands may be parts of a vote; people are whole."""
    yes, no, none = (Fraction(figures[key]) for key in ("yes", "no", "abstain"))
    if not yes + no + none:
        return None
    abstentions = ngettext("%(n)s abstention", "%(n)s abstentions", int(none))
    return Stack(
        title=_("How members answered"),
        slices=[
            Slice(_("%(n)s for") % {"n": votes(figures["yes"])}, yes),
            Slice(_("%(n)s against") % {"n": votes(figures["no"])}, no, "maple"),
            Slice(abstentions % {"n": votes(figures["abstain"])}, none, "plain"),
        ],
    )


def _chosen(chose: int | None, ballots: int) -> Stack | None:
    if chose is None or not ballots:
        return None
    label = ngettext(
        "%(count)s person chose this need", "%(count)s people chose this need", chose
    ) % {"count": number_format(chose)}
    rest = ngettext(
        "%(count)s chose others only", "%(count)s chose others only", ballots - chose
    ) % {"count": number_format(ballots - chose)}
    return Stack(
        title=_("The members’ choices"),
        slices=(Slice(label, chose), Slice(rest, ballots - chose, "plain")),
    )


def _points(points: int | None, figures: dict[str, Any]) -> Stack | None:
    every = sum(row["points"] for row in figures["points"])
    if points is None or not every:
        return None
    label = ngettext("%(count)s point", "%(count)s points", points)
    rest = _("%(count)s to other needs") % {"count": number_format(every - points)}
    return Stack(
        title=_("The members’ choices"),
        slices=(
            Slice(label % {"count": number_format(points)}, points),
            Slice(rest, every - points, "plain"),
        ),
    )


def _number(rows: list[dict[str, Any]], name: str, number: int) -> int | None:
    return next((row[name] for row in rows if row["number"] == number), None)
