"""Needs chosen, or given points."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.models import Result
from governance.voting.outcomes.naming import named

FEW = 3  # needs named in a headline; beyond, they are counted


def of_approval(result: Result) -> str:
    if not result.figures["winners"]:
        return _("Nobody chose any of the needs.")
    return _first_place(result)


def of_points(result: Result) -> str:
    """Ties are kept under this rule: more may be retained than there are places."""
    winners = result.figures["winners"]
    if not winners:
        return _("Nobody gave any points.")
    seats = result.round.sheet["rule"]["seats"]
    return _first_place(result) if seats == 1 else retained(result, winners)


def retained(result: Result, numbers: list[int]) -> str:
    """Who is retained, by name where they are few."""
    if len(numbers) <= FEW:
        told = ngettext(
            "%(titles)s is retained.", "%(titles)s are retained.", len(numbers)
        )
        return told % {"titles": named(result, numbers)}
    return _("%(count)s needs are retained, out of %(all)s.") % {
        "count": number_format(len(numbers)),
        "all": number_format(len(result.round.sheet["options"])),
    }


def _first_place(result: Result) -> str:
    winners = result.figures["winners"]
    if len(winners) == 1:
        return _("%(title)s comes first.") % {"title": named(result, winners)}
    return _("Tied for first place: %(titles)s.") % {"titles": named(result, winners)}


def leaders(result: Result) -> str:
    """How many chose the need or needs in first place."""
    winners = result.figures["winners"]
    if not winners:
        return ""
    rows = {r["number"]: r["approvals"] for r in result.figures["approvals"]}
    votes = rows[winners[0]]
    if len(winners) == 1:
        told = ngettext(
            "%(count)s person out of %(ballots)s chose it.",
            "%(count)s people out of %(ballots)s chose it.",
            votes,
        )
    else:
        told = ngettext(
            "%(count)s person out of %(ballots)s chose each of them.",
            "%(count)s people out of %(ballots)s chose each of them.",
            votes,
        )
    return told % {
        "count": number_format(votes),
        "ballots": number_format(result.ballots),
    }


def points_of_first(result: Result) -> str:
    """What the need that stands first received, and from how many people."""
    figures = result.figures
    if not figures["winners"]:
        return ""
    first = figures["groups"][0]
    points = {row["number"]: row["points"] for row in figures["points"]}[first[0]]
    if len(first) > 1:
        return ngettext(
            "Those in first place have %(count)s point each.",
            "Those in first place have %(count)s points each.",
            points,
        ) % {"count": number_format(points)}
    people = {row["number"]: row["people"] for row in figures["givers"]}[first[0]]
    return ngettext(
        "The first has %(count)s points, given by %(people)s person.",
        "The first has %(count)s points, given by %(people)s people.",
        people,
    ) % {"count": number_format(points), "people": number_format(people)}
