"""A round in plain words: a sentence before every figure."""

import json
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.voting import asking, chairing, rule_sheet, statements
from governance.voting.models import Round
from portal.site.languages import reader_language

NATURES = {
    Round.Nature.CONSULTATION: gettext_lazy(
        "Consultation: the board reads the result before it decides. It is not bound "
        "by it."
    ),
    Round.Nature.ORIENTATION: gettext_lazy(
        "Orientation: the result gives a direction. If the board departs from it, it "
        "says why."
    ),
    Round.Nature.ASSEMBLY: gettext_lazy(
        "Assembly vote: the result is a decision of the members, as the by-law "
        "provides."
    ),
}


def percent(share: Fraction | float, places: int = 0) -> str:
    """A share of 1 as a percentage, in the reader's way of writing."""
    figure = round(float(share) * 100, places)
    shown = number_format(int(figure) if figure == int(figure) else figure)
    return _("%(number)s%%") % {"number": shown}


def nature(round: Round) -> str:
    return str(NATURES[Round.Nature(round.nature)])


def rules(round: Round) -> list[str]:
    """The rule in the reader's language: that of the sealed sheet, once there is one,
    with the roll as it stands; before the opening, as it would be today."""
    sealed = round.rule_sheet is not None
    question = asking.of_sheet(round.sheet) if sealed else rule_sheet.foreseen(round)
    chair = chairing.in_words(round, reader_language())
    told = statements.sentences(round.rule, question, round.secrecy)
    return [*told, chair] if chair else told


def turnout(voted: int, of: int) -> str:
    """“18 people out of 351 have voted (5%).”"""
    return ngettext(
        "%(voted)s person out of %(roll)s has voted (%(share)s).",
        "%(voted)s people out of %(roll)s have voted (%(share)s).",
        voted,
    ) % {
        "voted": number_format(voted),
        "roll": number_format(of),
        "share": percent(Fraction(voted, of)) if of else "–",
    }


def sheet_text(round: Round) -> str:
    """The sealed rule sheet, laid out to be read."""
    if round.rule_sheet is None:
        return ""
    return json.dumps(round.rule_sheet, ensure_ascii=False, indent=2, sort_keys=True)
