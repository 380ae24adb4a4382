"""The rule of a round in plain words, as it stands on the rule sheet."""

from fractions import Fraction

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.rules import Comparison, Question, quorum


def in_both_languages(rule: str, question: Question) -> dict[str, str]:
    """The whole rule in each language of the portal, sentence after sentence."""
    told = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            told[code] = " ".join(sentences(rule, question))
    return told


def sentences(rule: str, question: Question) -> list[str]:
    """The rule in the language in force: how to vote, what wins, the quorum, secrecy."""
    told = _of_majority(question) if rule == "majority" else _of_approval(question)
    secrecy = _(
        "The ballot is secret and can be changed until the round closes; then nobody "
        "can change it or find out whose it is."
    )
    return [*told, _of_quorum(question), secrecy]


def _of_majority(question: Question) -> list[str]:
    return [
        _("Each person answers yes, no or abstains."),
        passing(question),
        _(
            "Abstentions do not count in this share. If nobody says yes or no, the need "
            "is not approved."
        ),
    ]


def passing(question: Question) -> str:
    """What approves a need; “more than” and “at least” are never left to guess."""
    at_least = question.comparison is Comparison.AT_LEAST
    if question.threshold == Fraction(1, 2) and not at_least:
        return _("The need is approved if more people say yes than no.")
    if at_least:
        told = _(
            "The need is approved if at least %(share)s of the yes and no votes are yes."
        )
    else:
        told = _(
            "The need is approved if more than %(share)s of the yes and no votes are "
            "yes."
        )
    return told % {"share": question.threshold}


def percent(share: Fraction) -> str:
    """“5%” where that is exact, else the fraction itself."""
    hundredths = share * 100
    if hundredths.denominator != 1:
        return str(share)
    return _("%(count)s%%") % {"count": hundredths}


def _of_approval(question: Question) -> list[str]:
    choose = ngettext(
        "Each person may choose %(count)s need, or none.",
        "Each person may choose up to %(count)s needs, or none.",
        question.max_choices,
    ) % {"count": question.max_choices}
    return [
        choose,
        _("The more people choose a need, the higher it stands."),
        _("Needs chosen by as many people share the same place; all are kept."),
    ]


def _of_quorum(question: Question) -> str:
    needed = quorum.needed(question.quorum, question.roll_size)
    if needed == 0:
        return _("No quorum is asked for.")
    told = ngettext(
        "The result counts if at least %(count)s person votes (quorum of %(share)s of "
        "the %(roll)s people on the roll).",
        "The result counts if at least %(count)s people vote (quorum of %(share)s of "
        "the %(roll)s people on the roll).",
        needed,
    ) % {
        "count": needed,
        "share": percent(question.quorum),
        "roll": question.roll_size,
    }
    if question.quorum_counts_abstentions:
        counted = _("Abstentions and blank ballots count in the quorum.")
    else:
        counted = _("Abstentions do not count in the quorum.")
    return f"{told} {counted}"
