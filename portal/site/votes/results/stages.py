"""What happened at each stage of a ranked count, in a sentence or two."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.models import Result, Round
from governance.voting.outcomes.naming import listed, votes
from portal.site.votes.results.papers import Lettered

Papers = dict[int, Lettered]
Stage = dict[str, Any]


def sentences(result: Result, papers: Papers) -> list[str]:
    figures = result.figures
    rounds = figures["rounds"]
    if figures["rule"] == Round.Rule.IRV:
        return [_run_off(rounds, at, figures, papers) for at in range(len(rounds))]
    return [_scottish(rounds, at, figures, papers) for at in range(len(rounds))]


def total(stage: Stage, number: int) -> Fraction:
    """The votes of a need after (or at) a stage; none once it left."""
    rows = {row["number"]: row["votes"] for row in stage["totals"]}
    return Fraction(rows.get(number, 0))


def _run_off(
    rounds: Sequence[Stage], at: int, figures: dict[str, Any], papers: Papers
) -> str:
    stage, (winner,) = rounds[at], figures["elected"]
    if at == len(rounds) - 1:
        return _run_off_end(stage, winner, papers)
    out = stage["excluded"]
    gone = rounds[at + 1]["exhausted"] - stage["exhausted"]
    fewest = _(
        "No need has more than half. %(title)s has the fewest votes (%(votes)s): it is "
        "set aside."
    ) % {"title": papers[out].quoted, "votes": votes(str(total(stage, out)))}
    return f"{fewest} {_passed_on(stage, Fraction(gone), papers)}"


def _run_off_end(stage: Stage, winner: int, papers: Papers) -> str:
    every = sum(Fraction(row["votes"]) for row in stage["totals"])
    held = total(stage, winner)
    facts = {
        "title": papers[winner].quoted,
        "votes": votes(str(held)),
        "all": votes(str(every)),
    }
    if held * 2 > every:
        return (
            _(
                "%(title)s has %(votes)s of the %(all)s votes that still count, more "
                "than half: it is retained."
            )
            % facts
        )
    return (
        _(
            "Two needs are left, with %(votes)s votes each. %(title)s is retained; what "
            "told them apart is said above."
        )
        % facts
    )


def _scottish(
    rounds: Sequence[Stage], at: int, figures: dict[str, Any], papers: Papers
) -> str:
    stage = rounds[at]
    parts = [_what(rounds, at, figures["quota"], papers)]
    parts += [_elected(stage, n, figures["quota"], papers) for n in stage["elected"]]
    return " ".join(parts)


def _what(rounds: Sequence[Stage], at: int, quota: int, papers: Papers) -> str:
    stage = rounds[at]
    if stage["what"] == "first":
        if stage["elected"]:
            return _("First choices are counted.")
        return _("First choices are counted. No need reaches the quota.")
    before = rounds[at - 1]
    gone = _nobody(stage) - _nobody(before)
    held = total(before, stage["of"])
    facts = {"title": papers[stage["of"]].quoted}
    if stage["what"] == "surplus":
        over = held - quota
        told = _("%(title)s had %(votes)s votes above the quota.") % {
            **facts,
            "votes": votes(str(over)),
        }
    else:
        told = _("%(title)s has the fewest votes (%(votes)s): it is set aside.") % {
            **facts,
            "votes": votes(str(held)),
        }
    return f"{told} {_passed_on(stage, gone, papers)}"


def _elected(stage: Stage, number: int, quota: int, papers: Papers) -> str:
    held = total(stage, number)
    facts = {"title": papers[number].quoted, "votes": votes(str(held))}
    if held >= quota:
        return _("%(title)s reaches the quota with %(votes)s: it is retained.") % facts
    return (
        _(
            "%(title)s is retained with %(votes)s: as many needs are left as there are "
            "places."
        )
        % facts
    )


def _passed_on(stage: Stage, gone: Fraction, papers: Papers) -> str:
    """“Its votes go on: 3 to “A” and 1 to “B”. 2 name no other need.”"""
    heirs = [
        _("%(votes)s to %(title)s")
        % {"votes": votes(row["votes"]), "title": papers[row["number"]].quoted}
        for row in stage["transfers"]
        if Fraction(row["votes"])
    ]
    said = []
    if heirs:
        said.append(_("Its votes go on: %(heirs)s.") % {"heirs": listed(heirs)})
    if gone:
        told = ngettext(
            "%(votes)s names no other need in the running.",
            "%(votes)s name no other need in the running.",
            int(gone) if gone >= 2 else 1,
        )
        said.append(told % {"votes": votes(str(gone))})
    return " ".join(said)


def _nobody(stage: Stage) -> Fraction:
    return Fraction(stage["exhausted"]) + Fraction(stage["lost"])
