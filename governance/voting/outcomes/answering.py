"""Yes, no or abstain: by members, by co-operatives too, by delegates."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting import chairing
from governance.voting.models import CastingVote, Result
from governance.voting.outcomes.naming import votes
from governance.voting.rules import Outcome


def of_majority(result: Result) -> str:
    if result.outcome == Outcome.PASSED:
        return _("Members approve this need.")
    figures = result.figures
    if figures["tie"]:
        return _tie(result)
    return _too_few(figures) or _("Members do not approve this need.")


def _tie(result: Result) -> str:
    """A tie rejects, unless the by-law gives the chair of the meeting a vote on it."""
    told = _("As many people said yes as no: the need is not approved.")
    if not chairing.gives_casting_vote(result.round) or not chairing.is_tied(result):
        return told
    vote = CastingVote.objects.filter(round=result.round_id).first()
    if vote is None:
        return _("As many people said yes as no: the chair of the meeting decides.")
    if vote.answer == CastingVote.Answer.YES:
        return _("As many people said yes as no: the chair’s vote approves the need.")
    return _("As many people said yes as no: the chair’s vote rejects the need.")


def of_double_majority(result: Result) -> str:
    """Which of the two majorities was missing."""
    figures = result.figures
    members, places = figures["members_majority"], figures["places_majority"]
    if members and places:
        return _("Members and co-operatives both approve this need.")
    if members:
        return _(
            "Members approve this need, but too few co-operatives do: it is not "
            "approved."
        )
    if places:
        return _(
            "Enough co-operatives approve this need, but too few members do: it is not "
            "approved."
        )
    return _("Neither the members nor the co-operatives approve this need.")


def of_delegates(result: Result) -> str:
    if result.outcome == Outcome.PASSED:
        return _("The delegates approve this need.")
    if result.figures["tie"]:
        return _("There are as many votes for as against: the need is not approved.")
    return _too_few(result.figures) or _("The delegates do not approve this need.")


def _too_few(figures: dict[str, Any]) -> str:
    """Why it did not pass, where it is not simply that more said no."""
    if figures["share"] is None:
        return _("Nobody said yes or no: the need is not approved.")
    over, under = map(int, (figures["share"] + "/1").split("/")[:2])
    if over * 2 > under:
        return _("The yes votes are too few to reach the threshold.")
    return ""


def answers(result: Result) -> str:
    figures = result.figures
    return ngettext(
        "%(yes)s yes, %(no)s no, %(abstain)s abstention.",
        "%(yes)s yes, %(no)s no, %(abstain)s abstentions.",
        figures["abstain"],
    ) % {key: number_format(figures[key]) for key in ("yes", "no", "abstain")}


def double_answers(result: Result) -> str:
    says = ngettext(
        "%(count)s co-operative out of %(all)s says yes.",
        "%(count)s co-operatives out of %(all)s say yes.",
        result.figures["places_yes"],
    ) % {"count": result.figures["places_yes"], "all": result.figures["places_total"]}
    return f"{answers(result)} {says}"


def weighed_answers(result: Result) -> str:
    """Votes by bands; parts of a vote are rounded here, and exact in the table."""
    figures = result.figures
    return _("%(yes)s votes for, %(no)s against, %(abstain)s abstaining.") % {
        key: votes(figures[key]) for key in ("yes", "no", "abstain")
    }
