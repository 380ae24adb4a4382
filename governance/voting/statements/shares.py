"""Shares in words, and the quorum."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting import asking
from governance.voting.models import Round
from governance.voting.rules import Question, quorum


def percent(share: Fraction) -> str:
    """“5%” where that is exact, else the fraction itself."""
    hundredths = share * 100
    if hundredths.denominator != 1:
        return str(share)
    return _("%(count)s%%") % {"count": hundredths}


def of_quorum(rule: str, question: Question) -> str:
    _of, size = asking.quorum_base(rule, question)
    needed = quorum.needed(question.quorum, size)
    if needed == 0:
        return _("No quorum is asked for.")
    if rule == Round.Rule.DELEGATES:
        return _of_places(question, needed, size)
    told = ngettext(
        "The result counts if at least %(count)s person votes (quorum of %(share)s of "
        "the %(roll)s people on the roll).",
        "The result counts if at least %(count)s people vote (quorum of %(share)s of "
        "the %(roll)s people on the roll).",
        needed,
    ) % {"count": needed, "share": percent(question.quorum), "roll": size}
    if question.quorum_counts_abstentions:
        counted = _("Abstentions and blank ballots count in the quorum.")
    else:
        counted = _("Abstentions do not count in the quorum.")
    return f"{told} {counted}"


def _of_places(question: Question, needed: int, size: int) -> str:
    return ngettext(
        "The result counts if the delegates of at least %(count)s co-operative vote "
        "(quorum of %(share)s of the %(places)s co-operatives on the roll).",
        "The result counts if the delegates of at least %(count)s co-operatives vote "
        "(quorum of %(share)s of the %(places)s co-operatives on the roll).",
        needed,
    ) % {"count": needed, "share": percent(question.quorum), "places": size}
