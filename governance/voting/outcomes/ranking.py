"""Needs put in order: one or several retained."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.models import Result
from governance.voting.outcomes import choosing
from governance.voting.outcomes.naming import named


def retained(result: Result) -> str:
    """Those the lot left, where it had to decide; the ties are told beside."""
    elected = result.figures["elected"]
    if not elected:
        return _("Nobody put any need in order.")
    return choosing.retained(result, elected)


def after_stages(result: Result) -> str:
    """With how many of the ballots that still counted, and when."""
    rounds = result.figures["rounds"]
    if not rounds:
        return ""
    last, (winner,) = rounds[-1], result.figures["elected"]
    totals = {row["number"]: row["votes"] for row in last["totals"]}
    told = ngettext(
        "It has %(votes)s of the %(all)s votes at the first stage already.",
        "It has %(votes)s of the %(all)s votes that still count at stage %(stage)s.",
        len(rounds),
    )
    return told % {
        "votes": number_format(totals[winner]),
        "all": number_format(sum(totals.values())),
        "stage": len(rounds),
    }


def with_quota(result: Result) -> str:
    figures = result.figures
    if not figures["elected"]:
        return ""
    quota = ngettext(
        "A need is retained from %(count)s vote on: that is the quota.",
        "A need is retained from %(count)s votes on: that is the quota.",
        figures["quota"],
    ) % {"count": number_format(figures["quota"])}
    stages = ngettext(
        "The count took %(count)s stage.",
        "The count took %(count)s stages.",
        len(figures["rounds"]),
    ) % {"count": len(figures["rounds"])}
    return f"{quota} {stages}"


def against_each(result: Result) -> str:
    """Whether there was a need that beats each other one."""
    figures = result.figures
    if not figures["elected"]:
        return ""
    best = figures["condorcet_winner"]
    if best is None:
        return _("No need beats each of the others: the widest victories decide.")
    if figures["elected"] == [best]:
        return _("It beats each of the other needs, two by two.")
    return _("%(title)s beats each of the other needs, two by two.") % {
        "title": named(result, [best])
    }
