"""What is typed to correct a roll: whom to look for, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.voting.models import RollCorrection
from portal.site.votes.forms.changing import ReasonsForm


class LookForm(forms.Form):
    words = forms.CharField(
        label=_("Member number or name"),
        help_text=_("The first letters or figures are enough."),
        max_length=80,
        error_messages={"required": _("Type a number or a name.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "type": "search"}
        ),
    )


class CorrectionForm(ReasonsForm):
    """Whom it is about travels in the body alone: addresses are kept in logs."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        choices=RollCorrection.Kind.choices, widget=forms.HiddenInput
    )
