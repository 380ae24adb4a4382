"""Needs by the titles that stood on the ballot paper, and numbers as people read them."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.voting.models import Result


def titles(result: Result) -> dict[int, str]:
    """Titles by number of the need, as they stood on the ballot paper."""
    language = (get_language() or "fr")[:2]
    options = result.round.sheet["options"]
    return {o["number"]: o["title"].get(language, o["title"]["fr"]) for o in options}


def named(result: Result, numbers: Iterable[int]) -> str:
    """“A”, “B” and “C”."""
    names = titles(result)
    return listed([_("“%(title)s”") % {"title": names[n]} for n in numbers])


def listed(words: list[str]) -> str:
    """A, B and C."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {
        "first": ", ".join(words[:-1]),
        "last": words[-1],
    }


def votes(text: str | int, places: int = 2) -> str:
    """A number of votes as people read it, rounded: “8.33” for 25/3, “12” for 12."""
    exact = Fraction(str(text))
    if exact.denominator == 1:
        return number_format(exact.numerator)
    rounded = round(Decimal(exact.numerator) / Decimal(exact.denominator), places)
    return number_format(rounded.normalize())
