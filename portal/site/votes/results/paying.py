"""Shares of a budget in words: what each person had, and what each one paid."""

from fractions import Fraction
from math import floor, log10
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.models import Result
from portal.site.votes.words import percent

DIGITS = 3  # that matter in a price


def sentences(result: Result) -> list[str]:
    """What each person had to spend, from the first share to the last raise."""
    figures = result.figures
    if not result.ballots:
        return []
    first = Fraction(figures["budget"], result.ballots)
    said = [
        _(
            "The %(days)s days are shared among the %(people)s people who voted: "
            "%(share)s day each."
        )
        % {
            "days": number_format(figures["budget"]),
            "people": number_format(result.ballots),
            "share": short(first),
        }
    ]
    if figures["raised"]:
        told = ngettext(
            "Shares were then raised %(count)s time, to %(share)s day each: one raise "
            "more, and the total would go over the budget, or nothing more could be "
            "bought.",
            "Shares were then raised %(count)s times, to %(share)s day each: one raise "
            "more, and the total would go over the budget, or nothing more could be "
            "bought.",
            figures["raised"],
        )
        said.append(
            told
            % {
                "count": number_format(figures["raised"]),
                "share": short(Fraction(figures["endowment"])),
            }
        )
    return said


def paid(row: dict[str, Any], result: Result) -> list[str]:
    share, whole = Fraction(row["share"]), Fraction(result.figures["endowment"])
    said = [
        ngettext(
            "%(people)s person chose it and pays its %(cost)s days: %(share)s day each, "
            "that is %(part)s of a share.",
            "%(people)s people chose it and pay its %(cost)s days: %(share)s day each, "
            "that is %(part)s of a share.",
            row["votes"],
        )
        % {
            "people": number_format(row["votes"]),
            "cost": number_format(row["cost"]),
            "share": short(share),
            "part": percent(share / whole),
        }
    ]
    if row["poorer"]:
        told = ngettext(
            "%(count)s of them has less left, and pays all of it.",
            "%(count)s of them have less left, and pay all of it.",
            row["poorer"],
        )
        said.append(told % {"count": number_format(row["poorer"])})
    return said


def filled(row: dict[str, Any]) -> list[str]:
    return [
        ngettext(
            "Days are left over. This is the most chosen need that still fits: "
            "%(people)s person chose it; it takes %(cost)s days.",
            "Days are left over. This is the most chosen need that still fits: "
            "%(people)s people chose it; it takes %(cost)s days.",
            row["votes"],
        )
        % {
            "people": number_format(row["votes"]),
            "cost": number_format(row["cost"]),
        }
    ]


def short(amount: Fraction) -> str:
    """Three digits that matter: 0.0837, 1.25, 12.5; no zeros at the end."""
    if not amount:
        return "0"
    places = max(0, DIGITS - 1 - floor(log10(amount)))
    text = number_format(round(float(amount), places), decimal_pos=places)
    separator = "," if "," in text else "."
    return text.rstrip("0").rstrip(separator) if separator in text else text
