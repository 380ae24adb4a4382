"""How a budget of days was shared out, step by step: who pays, and for what."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor, log10
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.models import Result, Round
from portal.site.charts import Slice, Stack
from portal.site.votes.results.papers import Lettered, lettered
from portal.site.votes.words import percent

DIGITS = 3  # that matter in a price


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
        sentences=_sentences(result),
        steps=_steps(result, papers),
        needs=needs,
        ways=_ways(round, figures),
    )


def _sentences(result: Result) -> list[str]:
    """What each person had to spend, from the first share to the last raise."""
    figures = result.figures
    if not result.ballots:
        return []
    first = Fraction(figures["budget"], result.ballots)
    said = [
        _(
            "The %(days)s days are shared among the %(people)s people who voted: "
            "%(share)s day each."
        )
        % {
            "days": number_format(figures["budget"]),
            "people": number_format(result.ballots),
            "share": short(first),
        }
    ]
    if figures["raised"]:
        told = ngettext(
            "Shares were then raised %(count)s time, to %(share)s day each: one raise "
            "more, and the total would go over the budget, or nothing more could be "
            "bought.",
            "Shares were then raised %(count)s times, to %(share)s day each: one raise "
            "more, and the total would go over the budget, or nothing more could be "
            "bought.",
            figures["raised"],
        )
        said.append(
            told
            % {
                "count": number_format(figures["raised"]),
                "share": short(Fraction(figures["endowment"])),
            }
        )
    return said


def _steps(result: Result, papers: dict[int, Lettered]) -> list[Step]:
    steps, spent = [], 0
    for number, row in enumerate(result.figures["rounds"], start=1):
        paper = papers[row["number"]]
        shared = row["share"] is not None
        steps.append(
            Step(
                number=number,
                paper=paper,
                sentences=_paid(row, result) if shared else _filled(row),
                shared=shared,
                days=_days(spent, row["cost"], result.figures["budget"], shared),
                people=_people(row, result.ballots) if shared else None,
                cells=_cells(row, spent + row["cost"]),
            )
        )
        spent += row["cost"]
    return steps


def _paid(row: dict[str, Any], result: Result) -> list[str]:
    share, whole = Fraction(row["share"]), Fraction(result.figures["endowment"])
    said = [
        ngettext(
            "%(people)s person chose it and pays its %(cost)s days: %(share)s day each, "
            "that is %(part)s of a share.",
            "%(people)s people chose it and pay its %(cost)s days: %(share)s day each, "
            "that is %(part)s of a share.",
            row["votes"],
        )
        % {
            "people": number_format(row["votes"]),
            "cost": number_format(row["cost"]),
            "share": short(share),
            "part": percent(share / whole),
        }
    ]
    if row["poorer"]:
        told = ngettext(
            "%(count)s of them has less left, and pays all of it.",
            "%(count)s of them have less left, and pay all of it.",
            row["poorer"],
        )
        said.append(told % {"count": number_format(row["poorer"])})
    return said


def _filled(row: dict[str, Any]) -> list[str]:
    return [
        ngettext(
            "Days are left over. This is the most chosen need that still fits: "
            "%(people)s person chose it; it takes %(cost)s days.",
            "Days are left over. This is the most chosen need that still fits: "
            "%(people)s people chose it; it takes %(cost)s days.",
            row["votes"],
        )
        % {
            "people": number_format(row["votes"]),
            "cost": number_format(row["cost"]),
        }
    ]


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


def short(amount: Fraction) -> str:
    """Three digits that matter: 0.0837, 1.25, 12.5; no zeros at the end."""
    if not amount:
        return "0"
    places = max(0, DIGITS - 1 - floor(log10(amount)))
    text = number_format(round(float(amount), places), decimal_pos=places)
    separator = "," if "," in text else "."
    return text.rstrip("0").rstrip(separator) if separator in text else text
