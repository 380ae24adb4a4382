"""A choice among several needs counted in the room, in plain words."""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.decisions.models import Point
from governance.voting.outcomes import titles
from portal.site.votes.shown import choice


def need_lines(point: Point) -> dict[str, str]:
    """The needs as the lines of the sheets and forms of the count."""
    return {f"need_{need.pk}": choice(need).title for need in point.needs.all()}


def ranked(point: Point) -> list[tuple[str, int]]:
    """The needs with the members who chose them, the most chosen first."""
    rows = [
        (choice(need).title, point.choices.get(str(need.pk), 0))
        for need in point.needs.all()
    ]
    return sorted(rows, key=lambda row: -row[1])


def headline(point: Point) -> str:
    """The need chosen most, or those that share that place."""
    rows = ranked(point)
    most = rows[0][1]
    first = [name for name, marks in rows if marks == most]
    if not most:
        return _("No need was chosen.")
    if len(first) == 1:
        return _("Chosen most: %(need)s.") % {"need": first[0]}
    return _("A tie for the first place: %(needs)s.") % {"needs": "; ".join(first)}


def figures(point: Point) -> str:
    """In order, with ties said, then the ballots."""
    rows = ranked(point)
    marks = [number for _name, number in rows]
    told = "; ".join(_line(name, n, marks.count(n) > 1) for name, n in rows)
    good, spoiled = point.in_favour or 0, point.spoiled or 0
    kept = ngettext(
        "%(count)s ballot in good order", "%(count)s ballots in good order", good
    ) % {"count": number_format(good)}
    aside = ngettext(
        "%(count)s spoiled ballot", "%(count)s spoiled ballots", spoiled
    ) % {"count": number_format(spoiled)}
    order = _("In order: %(needs)s.") % {"needs": told}
    return f"{order} {kept}, {aside}."


def _line(name: str, marks: int, tied: bool) -> str:
    figures = {"need": name, "count": number_format(marks)}
    if tied:
        return _("%(need)s, %(count)s (tied)") % figures
    return _("%(need)s, %(count)s") % figures


def chosen(point: Point) -> Sequence[tuple[str, int, str]]:
    """A choice among several needs: each one with the members who chose it."""
    if point.choices:
        return [(name, marks, "evergreen") for name, marks in ranked(point)]
    result = getattr(point.round, "result", None) if point.round else None
    if result is None or "approvals" not in result.figures:
        return ()
    named = titles(result)
    rows = result.figures["approvals"]
    told = [(named[row["number"]], row["approvals"], "evergreen") for row in rows]
    return sorted(told, key=lambda row: -row[1])


def ballots(point: Point) -> int:
    """The ballots that chose, by telephone or in the room; 0 for another question."""
    if point.choices:
        return point.in_favour or 0
    result = getattr(point.round, "result", None) if point.round else None
    return result.ballots if result is not None else 0
