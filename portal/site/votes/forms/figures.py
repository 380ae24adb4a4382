"""The figures that each counting rule asks for, as part of the form that prepares a
round: only those of the rule chosen are read."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.voting.asking import MOST_RANKS, RANKED, YES_OR_NO
from governance.voting.models import Round
from governance.voting.rules.bands import every

Rule = Round.Rule

RULES: dict[str, Any] = {
    Rule.MAJORITY: gettext_lazy("Yes, no or abstain: one need is approved or not."),
    Rule.APPROVAL: gettext_lazy(
        "Choose up to a number: the simplest way to put several needs in order."
    ),
    Rule.POINTS: gettext_lazy("Give points: people say how much each need matters."),
    Rule.IRV: gettext_lazy(
        "Put in order, one need retained: the least wanted is set aside at each stage "
        "(instant run-off)."
    ),
    Rule.STV: gettext_lazy(
        "Put in order, several needs retained: different groups each get a share (STV)."
    ),
    Rule.SCHULZE: gettext_lazy(
        "Put in order, compared two by two: the need that beats every other (Schulze)."
    ),
    Rule.EQUAL_SHARES: gettext_lazy(
        "Share out developer-days: each voter has an equal part of the budget (Equal "
        "Shares)."
    ),
    Rule.DOUBLE_MAJORITY: gettext_lazy(
        "Yes or no, twice: more than half of the co-ops must say yes too."
    ),
    Rule.DELEGATES: gettext_lazy(
        "Yes or no, by delegates: they carry the votes of their co-op."
    ),
}

# Which figures a rule asks for; the others keep their usual value.
ASKED: dict[str, tuple[str, ...]] = {
    Rule.APPROVAL: ("max_choices",),
    Rule.POINTS: ("max_points", "total_points"),
    Rule.IRV: ("max_choices",),
    Rule.STV: ("max_choices", "seats"),
    Rule.SCHULZE: ("max_choices",),
    Rule.EQUAL_SHARES: ("max_choices", "budget_days"),
    Rule.DELEGATES: ("band_size", "band_cap"),
}
MAY_STAY_EMPTY = ("total_points", "band_size", "band_cap")


class Figure(forms.IntegerField):
    """A figure that the rule chosen asks for: empty under the others, so not required
    by the form, and yet nothing to be called optional where it is asked."""

    asked = True


class FiguresForm(forms.Form):
    """How people vote, and the figures of that rule."""

    rule = forms.ChoiceField(
        label=gettext_lazy("How people vote"),
        choices=list(RULES.items()),
        widget=forms.RadioSelect,
    )
    max_choices = Figure(
        label=gettext_lazy("How many needs a person may choose"),
        help_text=gettext_lazy("Chosen, or put in order; in order, five at most."),
        min_value=1,
        max_value=20,
        initial=3,
        required=False,
    )
    seats = Figure(
        label=gettext_lazy("How many needs are retained"),
        min_value=1,
        max_value=20,
        initial=2,
        required=False,
    )
    max_points = Figure(
        label=gettext_lazy("Points a person may give to one need"),
        min_value=1,
        max_value=10,
        initial=5,
        required=False,
    )
    total_points = forms.IntegerField(
        label=gettext_lazy("Points a person may give in all"),
        help_text=gettext_lazy("Leave empty where there is no limit."),
        min_value=1,
        max_value=200,
        required=False,
    )
    budget_days = Figure(
        label=gettext_lazy("Developer-days to share out"),
        help_text=gettext_lazy("Each need costs the days of its effort."),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    band_size = forms.IntegerField(
        label=gettext_lazy("One vote for each group of this many members"),
        help_text=gettext_lazy("Leave empty to give each co-op one vote."),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    band_cap = Figure(
        label=gettext_lazy("Votes that a co-op has at most"),
        min_value=1,
        max_value=50,
        initial=3,
        required=False,
    )
    secrecy = forms.ChoiceField(
        label=gettext_lazy("Who can read the answers"),
        choices=[
            (Round.Secrecy.SECRET, gettext_lazy("Nobody: the ballot is secret.")),
            (
                Round.Secrecy.RECORDED,
                gettext_lazy(
                    "Members of the co-ops that vote, once it is counted: the vote is "
                    "recorded."
                ),
            ),
        ],
        widget=forms.RadioSelect,
        initial=Round.Secrecy.SECRET,
    )

    def check_figures(self, cleaned: dict[str, Any]) -> None:
        """Each fault told at its own field."""
        rule = cleaned.get("rule", "")
        for name in ASKED.get(rule, ()):
            if not cleaned.get(name) and name not in (*MAY_STAY_EMPTY, *self.errors):
                self.add_error(name, _("This rule asks for this figure."))
        if rule in RANKED and (cleaned.get("max_choices") or 0) > MOST_RANKS:
            self.add_error("max_choices", _("A person ranks five needs at most."))
        if rule == Rule.DELEGATES and cleaned.get("secrecy") == Round.Secrecy.SECRET:
            self.add_error(
                "secrecy", _("Delegates answer to their co-op: choose a recorded vote.")
            )
        self._check_needs(rule, cleaned.get("needs") or [])

    def _check_needs(self, rule: str, needs: list[int]) -> None:
        if "needs" in self.errors or not rule or not needs:
            return
        if rule in YES_OR_NO and len(needs) > 1:
            self.add_error("needs", _("Yes or no is asked about one need only."))
        if rule not in YES_OR_NO and len(needs) == 1:
            self.add_error("needs", _("A choice needs at least two needs."))

    def figures(self) -> dict[str, Any]:
        """Those of ``prepare_round`` that the rule chosen asks for."""
        c = self.cleaned_data
        asked = ASKED.get(c["rule"], ())
        told = {name: c[name] for name in asked if c[name] and name[:5] != "band_"}
        if "band_size" in asked and c["band_size"]:
            bands = every(c["band_size"], cap=c["band_cap"] or 1)
            told["bands"] = [list(step) for step in bands.steps]
        return {"rule": c["rule"], "secrecy": c["secrecy"], **told}
