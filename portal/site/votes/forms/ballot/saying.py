"""What a ballot paper says while it is filled in: counts, places, what is too many.

Scripts say these sentences aloud; they get them with ``%n`` in place of the number, in
the two forms that French and English need.
"""

from collections.abc import Callable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

ONE, MANY = 1, 2  # numbers that take the first and the second form
TEENS = range(11, 14)
ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def counted(
    name: str, sentence: Callable[[int | str, int, int], str], most: int
) -> dict[str, str]:
    """Both forms of a sentence under ``name-one`` and ``name-other``."""
    return {
        f"{name}-one": sentence("%n", ONE, most),
        f"{name}-other": sentence("%n", MANY, most),
    }


def place(number: int) -> str:
    """“1st choice”; in French “1er choix”, “2e choix”."""
    if str(get_language()).startswith("fr"):
        ordinal = "1er" if number == 1 else f"{number}e"
    else:
        ending = "th" if number % 100 in TEENS else ENDINGS.get(number % 10, "th")
        ordinal = f"{number}{ending}"
    return _("%(ordinal)s choice") % {"ordinal": ordinal}


def chosen(number: int | str, form: int, most: int) -> str:
    return ngettext(
        "%(count)s need chosen, of %(most)s at most.",
        "%(count)s needs chosen, of %(most)s at most.",
        form,
    ) % {"count": number, "most": most}


def too_many_chosen(number: int | str, form: int, _most: int) -> str:
    return ngettext(
        "That is too many: uncheck %(count)s need. Nothing else changes.",
        "That is too many: uncheck %(count)s needs. Nothing else changes.",
        form,
    ) % {"count": number}


def in_order(number: int | str, form: int, most: int) -> str:
    return ngettext(
        "%(count)s need placed, of %(most)s.",
        "%(count)s needs placed, of %(most)s.",
        form,
    ) % {"count": number, "most": most}


def full_order(most: int) -> str:
    return ngettext(
        "Your order holds %(count)s need, the most it may. Take it out to put another.",
        "Your order holds %(count)s needs, the most it may. Take one out to put "
        "another.",
        most,
    ) % {"count": most}


def points(number: int | str, form: int, _most: int = 0) -> str:
    return ngettext("%(count)s point", "%(count)s points", form) % {"count": number}


def given(number: int | str, form: int, _most: int = 0) -> str:
    return ngettext("%(count)s point given.", "%(count)s points given.", form) % {
        "count": number
    }


def left(number: int | str, form: int, total: int) -> str:
    return ngettext(
        "You have %(count)s point left, of %(total)s.",
        "You have %(count)s points left, of %(total)s.",
        form,
    ) % {"count": number, "total": total}


def points_over(number: int | str, form: int, total: int) -> str:
    return ngettext(
        "That is %(count)s point too many: you may give %(total)s in all.",
        "That is %(count)s points too many: you may give %(total)s in all.",
        form,
    ) % {"count": number, "total": total}


def most_here(most: int) -> str:
    return ngettext(
        "One need takes %(count)s point at most.",
        "One need takes %(count)s points at most.",
        most,
    ) % {"count": most}


def too_many_points(total: int, most: int) -> str:
    limit = ngettext(
        "You gave %(given)s points; you may give %(most)s in all.",
        "You gave %(given)s points; you may give %(most)s in all.",
        most,
    ) % {"given": total, "most": most}
    remove = ngettext(
        "Take back %(count)s point. Everything you gave is still there.",
        "Take back %(count)s points. Everything you gave is still there.",
        total - most,
    ) % {"count": total - most}
    return f"{limit} {remove}"
