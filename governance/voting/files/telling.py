"""A tally for people: a sentence, then a table, in the reader's language."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.voting.files.tables import table
from governance.voting.files.tallying import BUDGETED, Tally


def lines(tally: Tally) -> list[str]:
    """What ``tally`` prints without ``--json``."""
    told = tally.told
    return [
        " ".join([headline(tally), *_asides(tally)]),
        _ballots(told),
        "",
        *_table(tally),
        *(["", *_ties(told)] if told["ties"] else []),
    ]


def headline(tally: Tally) -> str:
    told, seats = tally.told, tally.question.seats
    if not told["winners"] and tally.rule in BUDGETED:
        return _("No project that somebody chose fits in the budget.")
    if not told["winners"]:
        return _("Nothing comes out: no ballot names anything.")
    if tally.rule in BUDGETED:
        return _selected(told)
    if len(told["winners"]) > seats:
        tied, left = _listed(told["winners"]), _listed(told["elected"])
        return _("Tied: %(tied)s. The lot leaves %(left)s.") % {
            "tied": tied,
            "left": left,
        }
    if len(told["elected"]) == 1:
        return _("%(name)s comes first.") % {"name": told["elected"][0]}
    return _("Elected, in this order: %(names)s.") % {"names": _listed(told["elected"])}


def _selected(told: dict[str, Any]) -> str:
    return ngettext(
        "%(count)s project is selected, for %(spent)s out of %(budget)s: %(names)s.",
        "%(count)s projects are selected, for %(spent)s out of %(budget)s: %(names)s.",
        len(told["elected"]),
    ) % {
        "count": len(told["elected"]),
        "spent": number_format(told["spent"]),
        "budget": number_format(told["budget"]),
        "names": _listed(told["elected"]),
    }


def _asides(tally: Tally) -> list[str]:
    """What a rule owes the reader besides the outcome."""
    told = tally.told
    if tally.rule == "schulze" and told["winners"]:
        if told["condorcet_winner"] is None:
            return [_("No option beats every other one.")]
        return [_("It beats every other one.")]
    if tally.rule == "stv":
        return [
            _("The quota is %(quota)s votes.") % {"quota": number_format(told["quota"])}
        ]
    return [
        _("By %(rule)s alone it would be: %(names)s.")
        % {"rule": rule, "names": _listed(names) or "—"}
        for rule, names in told.get("beside", {}).items()
        if rule != "raised"
    ]


def _ballots(told: dict[str, Any]) -> str:
    counted = ngettext(
        "%(count)s ballot was counted.", "%(count)s ballots were counted.",
        told["ballots"],
    ) % {"count": number_format(told["ballots"])}  # fmt: skip
    if not told["blank"]:
        return counted
    blank = ngettext(
        "%(count)s of them says nothing that counts.",
        "%(count)s of them say nothing that counts.",
        told["blank"],
    ) % {"count": number_format(told["blank"])}
    return f"{counted} {blank}"


def _table(tally: Tally) -> list[str]:
    told = tally.told
    if tally.rule == "schulze":
        return _matrix(tally)
    if tally.rule in BUDGETED:
        steps = told["steps"]
        rows = [[s["number"], s["cost"], s["votes"], s["share"] or "—"] for s in steps]
        head = [_("Project"), _("Cost"), _("Votes"), _("Share at most")]
        return table(head, rows)
    rounds = told["rounds"]
    head = [_("Option"), *(str(n) for n in range(1, len(rounds) + 1))]
    return table(
        head, [[name, *(r.get(name) for r in rounds)] for name in told["order"]]
    )


def _matrix(tally: Tally) -> list[str]:
    """Row over column, in the order of the file."""
    names = [tally.election.name(n) for n in tally.question.options]
    places = range(len(names))
    head = [_("Preferred to"), *(f"[{i + 1}]" for i in places)]
    matrix = tally.told["pairwise_matrix"]
    rows = [
        [f"[{i + 1}] {names[i]}", *("—" if i == j else matrix[i][j] for j in places)]
        for i in places
    ]
    return table(head, rows)


def _ties(told: dict[str, Any]) -> list[str]:
    broken = told.get("ties_broken")
    if broken is None:
        return [_("Tied: %(names)s.") % {"names": _listed(t)} for t in told["ties"]]
    return [
        _("Tied at stage %(stage)s: %(names)s. Told apart by: %(by)s.")
        % {"stage": tie["stage"], "names": _listed(tie["options"]), "by": by(tie["by"])}
        for tie in broken
    ]


def by(means: str) -> str:
    if means == "lot":
        return _("the lot, which anyone can draw again")
    if means.startswith("stage "):
        return _("stage %(stage)s") % {"stage": means.removeprefix("stage ")}
    return _("the published order")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
