"""The fractions that decide, each beside what was needed. Nothing is rounded."""

from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting import asking, statements
from governance.voting.models import Result, Round

Rule = Round.Rule
Told = list[tuple[str, str]]  # label, words


def exact(round: Round, result: Result) -> Told:
    figures, asked = result.figures, round.sheet["rule"]
    told = [(_("Quorum"), _quorum(round, figures))]
    if round.rule in asking.YES_OR_NO:
        told.append((_("Threshold"), _threshold(figures, asked)))
    if round.rule == Rule.DOUBLE_MAJORITY:
        told.append((_("Co-operatives"), _places(figures)))
    if round.rule == Rule.STV:
        told.append((_("Quota"), _quota(result)))
    if round.rule == Rule.EQUAL_SHARES:
        told.append((_("Share of each person"), _shares(result)))
    return told


def people(count: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", count) % {
        "count": number_format(count)
    }


def _quorum(round: Round, figures: dict[str, Any]) -> str:
    if round.rule == Rule.DELEGATES:
        return _(
            "%(present)s/%(total)s co-operatives voted; needed: at least %(quorum)s, "
            "that is %(count)s"
        ) % {
            "present": figures["places_present"],
            "total": figures["places_total"],
            "quorum": figures["quorum"],
            "count": figures["quorum_voters"],
        }
    return _("%(turnout)s voted; needed: at least %(quorum)s, that is %(people)s") % {
        "turnout": figures["turnout"],
        "quorum": figures["quorum"],
        "people": people(figures["quorum_voters"]),
    }


def _threshold(figures: dict[str, Any], asked: dict[str, Any]) -> str:
    """What part of the yes and no votes is yes, and what part was needed."""
    if figures["share"] is None:
        return _("nobody said yes or no")
    facts = {"share": _share(figures), "threshold": asked["threshold"]}
    if asked["comparison"] == Round.Comparison.AT_LEAST:
        return _("%(share)s are yes; needed: at least %(threshold)s") % facts
    return _("%(share)s are yes; needed: more than %(threshold)s") % facts


def _share(figures: dict[str, Any]) -> str:
    """“28/45”, not reduced, where whole people are counted."""
    if isinstance(figures["yes"], int):
        return f"{figures['yes']}/{figures['yes'] + figures['no']}"
    share = Fraction(figures["share"])
    return str(share) if share.denominator > 1 else statements.percent(share)


def _places(figures: dict[str, Any]) -> str:
    return _("%(yes)s/%(all)s say yes; needed: more than 1/2") % {
        "yes": figures["places_yes"],
        "all": figures["places_total"],
    }


def _quota(result: Result) -> str:
    """The quota with the division that makes it."""
    valid = result.ballots - result.figures["blank"]
    return _("%(valid)s ÷ (%(seats)s + 1), rounded down, + 1 = %(quota)s") % {
        "valid": valid,
        "seats": result.figures["seats"],
        "quota": result.figures["quota"],
    }


def _shares(result: Result) -> str:
    figures = result.figures
    told = ngettext(
        "%(budget)s ÷ %(ballots)s days at first; %(endowment)s after %(count)s raise",
        "%(budget)s ÷ %(ballots)s days at first; %(endowment)s after %(count)s raises",
        figures["raised"],
    )
    return told % {
        "budget": figures["budget"],
        "ballots": result.ballots,
        "endowment": figures["endowment"],
        "count": figures["raised"],
    }
