"""A result in sentences: the outcome first, then the figures that make it."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from governance.voting import asking, statements
from governance.voting.models import Result
from governance.voting.rules import Outcome


@dataclass(frozen=True)
class Told:
    """The parts of a result, each a sentence in the reader's language."""

    outcome: str  # the key: passed, not_passed, ranked, no_quorum
    headline: str
    figures: str
    turnout: str
    quorum: str

    @property
    def sentences(self) -> tuple[str, ...]:
        told = (self.headline, self.figures, self.turnout, self.quorum)
        return tuple(sentence for sentence in told if sentence)


def outcome(result: Result) -> Told:
    """The result of a sealed round, by the titles frozen on its rule sheet."""
    majority = result.figures["rule"] == "majority"
    return Told(
        outcome=result.outcome,
        headline=_headline(result, majority),
        figures=_votes(result.figures) if majority else _leaders(result),
        turnout=_turnout(result),
        quorum=_quorum(result),
    )


def titles(result: Result) -> dict[int, str]:
    """Titles by number of the need, as they stood on the ballot paper."""
    language = (get_language() or "fr")[:2]
    options = result.round.sheet["options"]
    return {o["number"]: o["title"].get(language, o["title"]["fr"]) for o in options}


def _headline(result: Result, majority: bool) -> str:
    if result.outcome == Outcome.NO_QUORUM:
        return _("Too few people voted: the result does not count.")
    if result.outcome == Outcome.PASSED:
        return _("Members approve this need.")
    if majority:
        return _why_not(result.figures)
    if result.outcome == Outcome.NOT_PASSED:
        return _("Nobody chose any of the needs.")
    return _first_place(result)


def _why_not(figures: dict[str, Any]) -> str:
    if figures["share"] is None:
        return _("Nobody said yes or no: the need is not approved.")
    if figures["tie"]:
        return _("As many people said yes as no: the need is not approved.")
    if figures["yes"] > figures["no"]:
        return _("The yes votes are too few to reach the threshold.")
    return _("Members do not approve this need.")


def _first_place(result: Result) -> str:
    named = [_("“%(title)s”") % {"title": t} for t in _winners(result)]
    if len(named) == 1:
        return _("%(title)s comes first.") % {"title": named[0]}
    return _("Tied for first place: %(titles)s.") % {"titles": ", ".join(named)}


def _winners(result: Result) -> list[str]:
    names = titles(result)
    return [names[number] for number in result.figures["winners"]]


def _votes(figures: dict[str, Any]) -> str:
    return ngettext(
        "%(yes)s yes, %(no)s no, %(abstain)s abstention.",
        "%(yes)s yes, %(no)s no, %(abstain)s abstentions.",
        figures["abstain"],
    ) % {key: number_format(figures[key]) for key in ("yes", "no", "abstain")}


def _leaders(result: Result) -> str:
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


def _turnout(result: Result) -> str:
    return ngettext(
        "%(voted)s person out of %(roll)s voted.",
        "%(voted)s people out of %(roll)s voted.",
        result.ballots,
    ) % {
        "voted": number_format(result.ballots),
        "roll": number_format(result.roll_size),
    }


def _quorum(result: Result) -> str:
    needed = result.figures["quorum_voters"]
    if needed == 0:
        return ""
    share = statements.percent(asking.of_sheet(result.round.sheet).quorum)
    if result.quorum_met:
        told = ngettext(
            "The quorum of %(share)s (%(count)s person) is reached.",
            "The quorum of %(share)s (%(count)s people) is reached.",
            needed,
        )
    else:
        told = ngettext(
            "The quorum of %(share)s (%(count)s person) is not reached.",
            "The quorum of %(share)s (%(count)s people) is not reached.",
            needed,
        )
    return told % {"share": share, "count": number_format(needed)}
