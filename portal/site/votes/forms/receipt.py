"""The receipt a member types to find their ballot."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class ReceiptForm(forms.Form):
    tracker = forms.CharField(
        label=gettext_lazy("Your receipt"),
        help_text=gettext_lazy(
            "The four words shown when you voted; capitals, accents and spaces do not "
            "matter."
        ),
        max_length=120,
        error_messages={"required": gettext_lazy("Type the words of your receipt.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )

    def unknown(self) -> str:
        return _(
            "No ballot counted in this vote has this receipt. Check each word. If you "
            "changed your vote, only the receipt of the last one is good."
        )
