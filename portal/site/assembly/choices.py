"""A choice among several needs counted in the room, in plain words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.decisions.models import Point
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
    ballots = ngettext(
        "%(count)s ballot in good order", "%(count)s ballots in good order", good
    ) % {"count": number_format(good)}
    aside = ngettext(
        "%(count)s spoiled ballot", "%(count)s spoiled ballots", spoiled
    ) % {"count": number_format(spoiled)}
    order = _("In order: %(needs)s.") % {"needs": told}
    return f"{order} {ballots}, {aside}."


def _line(name: str, marks: int, tied: bool) -> str:
    figures = {"need": name, "count": number_format(marks)}
    if tied:
        return _("%(need)s, %(count)s (tied)") % figures
    return _("%(need)s, %(count)s") % figures
