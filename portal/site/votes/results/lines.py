"""Each need of a choice among several, from first to last."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from governance.decisions.models import Decision
from governance.voting.models import Result, Round
from governance.voting.outcomes.naming import votes as as_votes
from portal.site.charts import percent
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
class Figure:
    """What a need reached: a number, its words, and what it was out of."""

    value: Fraction
    words: str
    note: str = ""


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


def _people(key: str, name: str) -> Callable[[Result], dict[int, Figure]]:
    def read(result: Result) -> dict[int, Figure]:
        rows = {row["number"]: row[name] for row in result.figures[key]}
        share = f"/{result.ballots}"
        return {
            n: Figure(Fraction(count), number_format(count), f"{count}{share}")
            for n, count in rows.items()
        }

    return read


def _points(result: Result) -> dict[int, Figure]:
    people = {row["number"]: row["people"] for row in result.figures["givers"]}
    found = {}
    for row in result.figures["points"]:
        given, points = people[row["number"]], row["points"]
        note = ngettext("%(count)s person", "%(count)s people", given)
        found[row["number"]] = Figure(
            Fraction(points),
            number_format(points),
            note % {"count": number_format(given)},
        )
    return found


def _last_votes(result: Result) -> dict[int, Figure]:
    """The votes of each need at the last stage where it was in the running."""
    found = {}
    for row in result.round.sheet["options"]:
        number = row["number"]
        stage, votes = last_stage(result.figures, number)
        left = number not in result.figures["elected"]
        note = _("at stage %(stage)s") % {"stage": stage} if stage and left else ""
        found[number] = Figure(Fraction(votes), as_votes(votes), note)
    return found


def last_stage(figures: dict[str, Any], number: int) -> tuple[int, str]:
    """The last stage where a need held its votes, and how many: the one where it was
    set aside, was retained, or the last one of all."""
    held = (0, "0")
    for at, stage in enumerate(figures["rounds"], start=1):
        votes = {row["number"]: row["votes"] for row in stage["totals"]}
        gone = stage.get("what") == "exclusion" and stage["of"] == number
        if number not in votes or gone:
            return held
        held = (at, str(votes[number]))
        if number in stage.get("elected", ()):
            return held
    return held


def _duels(result: Result) -> dict[int, Figure]:
    matrix = result.figures["matrix"]
    others = len(matrix) - 1
    found = {}
    for i, option in enumerate(result.round.sheet["options"]):
        won = sum(matrix[i][j] > matrix[j][i] for j in range(len(matrix)))
        found[option["number"]] = Figure(
            Fraction(won), str(won), _("out of %(count)s") % {"count": others}
        )
    return found


FIGURES: dict[str, Callable[[Result], dict[int, Figure]]] = {
    Rule.APPROVAL: _people("approvals", "approvals"),
    Rule.POINTS: _points,
    Rule.IRV: _last_votes,
    Rule.STV: _last_votes,
    Rule.SCHULZE: _duels,
    Rule.EQUAL_SHARES: _people("votes", "votes"),
}
