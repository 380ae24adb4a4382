"""Choices among several needs in words: how to fill in the paper, and what comes out."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.rules import Question


def of_approval(question: Question) -> list[str]:
    return [
        _choose(question),
        _("The more people choose a need, the higher it stands."),
        _("Needs chosen by as many people share the same place; all are kept."),
    ]


def of_points(question: Question) -> list[str]:
    give = _("Each person gives each need from 0 to %(most)s points.") % {
        "most": question.max_points
    }
    bound = _("A person gives %(total)s points in all at most.") % {
        "total": question.total_points
    }
    return [
        f"{give} {bound}" if question.total_points else give,
        _("The needs with the most points stand highest."),
        _retained(question),
        _("Needs with as many points share the same place."),
    ]


def of_irv(question: Question) -> list[str]:
    return [
        _rank(question),
        _(
            "If no need is first on more than half of the ballots that still count, the "
            "need that is first on the fewest is set aside, and those ballots go to the "
            "next need on them. This goes on until a need has more than half."
        ),
        _lot_after_stages(),
    ]


def of_stv(question: Question) -> list[str]:
    return [
        _rank(question),
        _retained(question),
        _(
            "A need is retained once it reaches the quota: the number of valid ballots "
            "divided by the number of needs retained plus one, rounded down, plus one. "
            "What it has above the quota goes on to the next needs on those ballots. If "
            "none reaches it, the need with the fewest is set aside."
        ),
        _("The count follows the rules of Scottish local elections (2011)."),
        _lot_after_stages(),
    ]


def of_schulze(question: Question) -> list[str]:
    return [
        _rank(question),
        _(
            "Needs are compared two by two: how many people put one before the other. "
            "Needs left out stand last, all level."
        ),
        _(
            "The need that no other beats comes first. If they beat each other in a "
            "circle, the widest victories decide (Schulze method)."
        ),
        _retained(question),
        _("A tie is reported, then broken by a lot that anyone can draw again."),
    ]


def of_equal_shares(question: Question) -> list[str]:
    days = ngettext(
        "%(days)s developer-day is shared equally among the people who vote.",
        "%(days)s developer-days are shared equally among the people who vote.",
        question.budget,
    ) % {"days": question.budget}
    return [
        _choose(question),
        days,
        _(
            "A need is retained when those who chose it can pay for it together with "
            "their shares. The need that costs its supporters least for what it brings "
            "goes first (Method of Equal Shares)."
        ),
        _(
            "Shares are then raised step by step as long as the total fits; days still "
            "left go to the most chosen needs that fit."
        ),
        _("A tie is broken by a lot that anyone can draw again."),
    ]


def _choose(question: Question) -> str:
    return ngettext(
        "Each person may choose %(count)s need, or none.",
        "Each person may choose up to %(count)s needs, or none.",
        question.max_choices,
    ) % {"count": question.max_choices}


def _rank(question: Question) -> str:
    return ngettext(
        "Each person names %(count)s need, or none.",
        "Each person puts up to %(count)s needs in order, the most wanted first.",
        question.max_choices,
    ) % {"count": question.max_choices}


def _retained(question: Question) -> str:
    return ngettext(
        "%(count)s need is retained.", "%(count)s needs are retained.", question.seats
    ) % {"count": question.seats}


def _lot_after_stages() -> str:
    return _(
        "A tie is decided by the last earlier stage that tells the needs apart, then by "
        "a lot that anyone can draw again."
    )
