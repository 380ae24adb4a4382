"""Each need of a choice among several, from first to last."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from governance.decisions.models import Decision
from governance.voting.models import Result, Round
from portal.site.charts import percent
from portal.site.votes.results.reached import FIGURES, Figure
from portal.site.votes.shown import Choice, choices

Rule = Round.Rule

WAITING = gettext_lazy("waiting for the board’s decision")
AFTER = {
    Decision.Outcome.ADOPTED: (gettext_lazy("retained"), "evergreen"),
    Decision.Outcome.REFUSED: (gettext_lazy("not retained"), "plain"),
    Decision.Outcome.DEFERRED: (gettext_lazy("postponed"), "gold"),
}
# What the figure beside each need counts.
COUNTED: dict[str, object] = {
    Rule.APPROVAL: gettext_lazy("People"),
    Rule.POINTS: gettext_lazy("Points"),
    Rule.IRV: pgettext_lazy("counted", "Votes"),
    Rule.STV: pgettext_lazy("counted", "Votes"),
    Rule.SCHULZE: gettext_lazy("Duels won"),
    Rule.EQUAL_SHARES: gettext_lazy("People"),
}


@dataclass(frozen=True)
class Line:
    """A need in the result. ``place`` is shared by ties; ``chosen`` says whether the
    vote itself retains it, None where the rule only puts needs in order."""

    option: Choice
    place: int
    tied: bool
    votes: str
    share: str
    bar: str
    chosen: bool | None
    after: str
    tone: str


def lines(round: Round, result: Result, decided: dict[int, Decision]) -> list[Line]:
    """From first to last, each with what the board made of it.

    ``decided`` maps numbers of needs to the decision that followed this round.
    """
    if round.rule not in COUNTED:
        return []
    reached = FIGURES[round.rule](result)
    longest = _longest(result, reached)
    papers, found, place = {c.number: c for c in choices(round)}, [], 1
    for group in _groups(result.figures):
        for number in group:
            figure = reached[number]
            after = after_words(decided.get(number))
            found.append(
                Line(
                    option=papers[number],
                    place=place,
                    tied=len(group) > 1,
                    votes=figure.words,
                    share=figure.note,
                    bar=percent(figure.value, longest),
                    chosen=_chosen(result, number),
                    after=after[0],
                    tone=after[1],
                )
            )
        place += len(group)
    return found


def after_words(decision: Decision | None) -> tuple[str, str]:
    """What the board decided, and the tone of its badge; no badge while nothing is."""
    if decision is None:
        return str(WAITING), ""
    words, tone = AFTER[Decision.Outcome(decision.outcome)]
    return str(words), tone


def _groups(figures: dict[str, Any]) -> list[list[int]]:
    """Needs from first to last, those level together."""
    if "groups" in figures:
        return list(figures["groups"])
    return [n if isinstance(n, list) else [n] for n in figures["order"]]


def _chosen(result: Result, number: int) -> bool | None:
    figures = result.figures
    if figures["rule"] == Rule.APPROVAL or not result.quorum_met:
        return None
    kept = "winners" if figures["rule"] == Rule.POINTS else "elected"
    return number in figures[kept]


def _longest(result: Result, reached: dict[int, Figure]) -> Fraction:
    """How long a bar can be: everyone where people are counted, else the longest."""
    if result.figures["rule"] in (Rule.APPROVAL, Rule.EQUAL_SHARES):
        return Fraction(result.ballots)
    if result.figures["rule"] == Rule.SCHULZE:
        return Fraction(len(reached) - 1)
    return max((figure.value for figure in reached.values()), default=Fraction(0))
