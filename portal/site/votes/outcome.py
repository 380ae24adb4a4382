"""A result as a page tells it: a sentence, then figures, then each need."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.decisions.models import Decision
from governance.voting.models import Result, Round
from portal.site.charts import Bar, Chart, percent
from portal.site.votes.shown import Choice, choices

WAITING = gettext_lazy("waiting for the board’s decision")
AFTER = {
    Decision.Outcome.ADOPTED: (gettext_lazy("retained"), "evergreen"),
    Decision.Outcome.REFUSED: (gettext_lazy("not retained"), "plain"),
    Decision.Outcome.DEFERRED: (gettext_lazy("postponed"), "gold"),
}


@dataclass(frozen=True)
class Line:
    """A need in the result of a choice among several. ``place`` is shared by ties."""

    option: Choice
    place: int
    tied: bool
    votes: int
    share: str
    bar: str
    after: str
    tone: str


def exact(round: Round, result: Result) -> list[tuple[str, str]]:
    """The fractions that decide, each beside what was needed. Nothing is rounded."""
    figures, asked = result.figures, round.rule_sheet["rule"]  # type: ignore[index]
    quorum = _("%(turnout)s voted; needed: at least %(quorum)s, that is %(people)s")
    told = [
        (
            _("Quorum"),
            quorum
            % {
                "turnout": figures["turnout"],
                "quorum": figures["quorum"],
                "people": people(figures["quorum_voters"]),
            },
        )
    ]
    if round.rule == Round.Rule.MAJORITY:
        told.append((_("Threshold"), _threshold(figures, asked)))
    return told


def _threshold(figures: dict[str, Any], asked: dict[str, Any]) -> str:
    """What part of the yes and no votes is yes, and what part was needed."""
    if figures["share"] is None:
        return _("nobody said yes or no")
    facts = {
        "yes": figures["yes"],
        "expressed": figures["yes"] + figures["no"],
        "threshold": asked["threshold"],
    }
    if asked["comparison"] == Round.Comparison.AT_LEAST:
        return (
            _("%(yes)s/%(expressed)s are yes; needed: at least %(threshold)s") % facts
        )
    return _("%(yes)s/%(expressed)s are yes; needed: more than %(threshold)s") % facts


def answers(result: Result) -> Chart:
    """Yes, no and abstentions as bars."""
    figures = result.figures
    rows = [
        (_("Yes"), figures["yes"], "evergreen"),
        (_("No"), figures["no"], "maple"),
        (_("Abstentions"), figures["abstain"], "plain"),
    ]
    bars = [Bar(label, n, people(n), tone) for label, n, tone in rows]
    return Chart(
        title=_("How people answered"),
        description="",
        bars=bars,
        columns=(_("Answer"), _("People")),
        maximum=max(result.ballots, 1),
        key="answers",
    )


def people(count: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", count) % {
        "count": number_format(count)
    }


def lines(round: Round, result: Result, decided: dict[int, Decision]) -> list[Line]:
    """Each need, from most to least chosen, with what the board made of it.

    ``decided`` maps numbers of needs to the decision that followed this round.
    """
    if round.rule != Round.Rule.APPROVAL:
        return []
    votes = {row["number"]: row["approvals"] for row in result.figures["approvals"]}
    papers = {c.number: c for c in choices(round)}
    found, place = [], 1
    for group in result.figures["order"]:
        for number in group:
            after = after_words(decided.get(number))
            found.append(
                Line(
                    option=papers[number],
                    place=place,
                    tied=len(group) > 1,
                    votes=votes[number],
                    share=f"{votes[number]}/{result.ballots}",
                    bar=percent(votes[number], result.ballots),
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
