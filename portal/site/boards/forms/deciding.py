"""A resolution of the board on one need."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.decisions.lifecycle import outcomes_for
from governance.decisions.models import REASONS_MAX, REFERENCE_MAX, Decision
from governance.decisions.queries import rounds_to_cite
from governance.proposals.models import Proposal
from governance.voting.models import Round
from portal.site.languages import in_language
from portal.site.votes.forms.dates import Day

WORDS = {
    Decision.Outcome.ADOPTED: _("Adopted: the need gets a mandate to be built"),
    Decision.Outcome.REFUSED: _("Refused: the need stops here, with the reasons"),
    Decision.Outcome.DEFERRED: _("Deferred: the need goes back to review"),
}


class RoundChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return in_language(obj, "title")


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What the board decided"), widget=forms.RadioSelect
    )
    round = RoundChoice(
        label=_("The vote the board had before it"),
        queryset=Round.objects.none(),
        required=False,
        empty_label=_("No vote"),
    )
    reference = forms.CharField(
        label=_("Number of the resolution"),
        help_text=_("As in the minutes, for example 2026-31."),
        max_length=REFERENCE_MAX,
    )
    met_on = forms.DateField(label=_("Date of the meeting"), widget=Day)
    reasons_fr = forms.CharField(
        label=_("Reasons of the board, in French"),
        help_text=_("Plain words: members who asked for the need read them."),
        widget=forms.Textarea(attrs={"rows": 6, "lang": "fr"}),
        max_length=REASONS_MAX,
    )
    reasons_en = forms.CharField(
        label=_("Reasons of the board, in English"),
        widget=forms.Textarea(attrs={"rows": 6, "lang": "en"}),
        max_length=REASONS_MAX,
        required=False,
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [Decision.Outcome(o) for o in outcomes_for(proposal.status)]
        self.fields["outcome"].choices = [(o, WORDS[o]) for o in possible]  # type: ignore[attr-defined]
        self.fields["met_on"].initial = timezone.localdate()
        rounds = rounds_to_cite(proposal)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]
        self.fields["round"].initial = rounds.first()
