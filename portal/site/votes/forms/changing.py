"""What may still be done to a round that was opened: cancel it, or put off its
closing for an outage. Both give their reason in both languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.voting import extending
from governance.voting.models import Round
from governance.voting.reasons import REASON_MAX
from portal.formats.moments import zoned_lazy
from portal.site.votes.forms.dates import Moment


class ReasonsForm(forms.Form):
    """Why, for everyone to read."""

    reason_fr = forms.CharField(
        label=_("Reason in French"),
        help_text=_("Everyone will read it. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_MAX,
    )
    reason_en = forms.CharField(
        label=_("Reason in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_MAX,
    )


class ExtensionForm(ReasonsForm):
    """The new closing, for an outage only."""

    until = forms.DateTimeField(label=zoned_lazy(_("New closing")), widget=Moment)

    field_order = ("until", "reason_fr", "reason_en")

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = extending.latest(round)
