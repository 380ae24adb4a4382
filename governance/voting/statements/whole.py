"""Every sentence of a rule: how to vote, what wins, the quorum, who sees what."""

from collections.abc import Callable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from governance.voting.models import Round
from governance.voting.rules import Question
from governance.voting.statements import answering, choosing, shares

Rule = Round.Rule

TOLD: dict[str, Callable[[Question], list[str]]] = {
    Rule.MAJORITY: answering.of_majority,
    Rule.APPROVAL: choosing.of_approval,
    Rule.POINTS: choosing.of_points,
    Rule.IRV: choosing.of_irv,
    Rule.STV: choosing.of_stv,
    Rule.SCHULZE: choosing.of_schulze,
    Rule.EQUAL_SHARES: choosing.of_equal_shares,
    Rule.DOUBLE_MAJORITY: answering.of_double_majority,
    Rule.DELEGATES: answering.of_delegates,
}


def in_both_languages(rule: str, question: Question, secrecy: str) -> dict[str, str]:
    """The whole rule in each language of the portal, sentence after sentence."""
    told = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            told[code] = " ".join(sentences(rule, question, secrecy))
    return told


def sentences(rule: str, question: Question, secrecy: str) -> list[str]:
    """The rule in the language in force: how to vote, what wins, the quorum, secrecy."""
    return [
        *TOLD[rule](question),
        shares.of_quorum(rule, question),
        _secrecy(rule, secrecy),
    ]


def _secrecy(rule: str, secrecy: str) -> str:
    if secrecy == Round.Secrecy.RECORDED:
        return _(
            "The vote is recorded: once it is counted, members of the co-operatives "
            "that vote can read who answered what. It can be changed until the round "
            "closes."
        )
    told = _(
        "The ballot is secret and can be changed until the round closes; then nobody "
        "can change it or find out whose it is."
    )
    if rule == Rule.DOUBLE_MAJORITY:
        published = _(
            "The total of each co-operative, or of those counted together, is published."
        )
        return f"{told} {published}"
    return told
