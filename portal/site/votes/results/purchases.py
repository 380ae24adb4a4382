"""How a budget of days was shared out, step by step: who pays, and for what."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from governance.voting.models import Result, Round
from portal.site.charts import Slice, Stack
from portal.site.votes.results import paying
from portal.site.votes.results.papers import Lettered, lettered


@dataclass(frozen=True)
class Step:
    """A need retained. ``shared``: its supporters pay for it with their shares; else
    days were left, and it was the most chosen that still fitted."""

    number: int
    paper: Lettered
    sentences: list[str]
    shared: bool
    days: Stack
    people: Stack | None
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """Another way of sharing out the same days, for comparison."""

    title: str
    days: int
    chosen: list[bool]


@dataclass(frozen=True)
class Purchases:
    sentences: list[str]
    steps: list[Step]
    needs: list[Lettered]
    ways: list[Way]

    @property
    def rows(self) -> list[tuple[Lettered, list[bool]]]:
        """Each need with whether each way retains it."""
        return [
            (need, [way.chosen[i] for way in self.ways])
            for i, need in enumerate(self.needs)
        ]


def purchases(round: Round, result: Result) -> Purchases | None:
    if round.rule != Round.Rule.EQUAL_SHARES:
        return None
    papers, figures = lettered(round), result.figures
    needs = [papers[number] for number in figures["order"]]
    return Purchases(
        sentences=paying.sentences(result),
        steps=_steps(result, papers),
        needs=needs,
        ways=_ways(round, figures),
    )


def _steps(result: Result, papers: dict[int, Lettered]) -> list[Step]:
    steps, spent = [], 0
    for number, row in enumerate(result.figures["rounds"], start=1):
        paper = papers[row["number"]]
        shared = row["share"] is not None
        steps.append(
            Step(
                number=number,
                paper=paper,
                sentences=paying.paid(row, result) if shared else paying.filled(row),
                shared=shared,
                days=_days(spent, row["cost"], result.figures["budget"], shared),
                people=_people(row, result.ballots) if shared else None,
                cells=_cells(row, spent + row["cost"]),
            )
        )
        spent += row["cost"]
    return steps


def _days(spent: int, cost: int, budget: int, shared: bool) -> Stack:
    """The whole budget: taken up before, by this need, and left."""
    left = budget - spent - cost
    slices = [
        Slice(_("taken before: %(n)s") % {"n": number_format(spent)}, spent, "sky"),
        Slice(
            _("this need: %(n)s") % {"n": number_format(cost)},
            cost,
            "evergreen" if shared else "gold",
        ),
        Slice(_("left: %(n)s") % {"n": number_format(left)}, left, "track"),
    ]
    return Stack(_("Days"), [s for s in slices if s.value], budget)


def _people(row: dict[str, Any], ballots: int) -> Stack:
    others = ballots - row["payers"] - row["poorer"]
    slices = [
        Slice(
            _("pay the price: %(n)s") % {"n": number_format(row["payers"])},
            row["payers"],
        ),
        Slice(
            _("pay all they have left: %(n)s") % {"n": number_format(row["poorer"])},
            row["poorer"],
            "maple",
        ),
        Slice(
            _("did not choose it: %(n)s") % {"n": number_format(others)},
            others,
            "track",
        ),
    ]
    return Stack(_("People"), [s for s in slices if s.value], ballots)


def _cells(row: dict[str, Any], spent: int) -> tuple[str, ...]:
    """Cost, supporters, exact price, in full, what is left, days taken so far."""
    if row["share"] is None:
        paid = ("–", "–", "–")
    else:
        full, poorer = number_format(row["payers"]), number_format(row["poorer"])
        paid = (row["share"], full, poorer)
    return (
        number_format(row["cost"]),
        number_format(row["votes"]),
        *paid,
        number_format(spent),
    )


def _ways(round: Round, figures: dict[str, Any]) -> list[Way]:
    costs = dict(round.sheet["rule"]["costs"])
    told = [
        (_("This vote"), figures["elected"]),
        (_("Shares, without a raise"), figures["beside"]["mes-plain"]),
        (_("Most chosen first"), figures["beside"]["greedy"]),
    ]
    return [
        Way(
            title,
            sum(costs[n] for n in chosen),
            [n in chosen for n in figures["order"]],
        )
        for title, chosen in told
    ]
