"""The lines of a count in the room: on its form, on its sheet, in its differences."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from governance.decisions.models import Point
from portal.site.assembly import choices, words


def lines(point: Point) -> dict[str, str]:
    """What each line of a count is called."""
    answered = {name: str(label) for name, label in words.ANSWERS.items()}
    ballots = _("Ballots handed in, spoiled ones too")
    return answered | {"ballots": ballots} | choices.need_lines(point)


def sheet_rows(point: Point) -> list[tuple[str, str]]:
    """The lines of the question sheet with what was counted, “–” before."""
    labels = lines(point)
    if point.is_choice:
        names = [*choices.need_lines(point), "ballots", "spoiled"]
    else:
        names = list(words.ANSWERS)[: 4 if point.mode == Point.Mode.PAPER else 3]
    return [(labels[name], _settled(point, name)) for name in names]


def _settled(point: Point, name: str) -> str:
    if point.closed_at is None or point.in_favour is None:
        return "–"
    if name == "ballots":
        return number_format(point.in_favour + (point.spoiled or 0))
    if name.startswith("need_"):
        return number_format(point.choices.get(name.removeprefix("need_"), 0))
    return number_format(getattr(point, name) or 0)
