"""After delivery: a member's two answers, and what a person in charge says of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.proposals.models import Proposal
from governance.releases.models import Confirmation, Evidence, Release, Reopening
from portal.site.needs.forms.choices import One, lines

THREE = {"required": _("Choose one of the three answers.")}
CONFIRM, DENY, TAKE_BACK = "confirm", "deny", "take_back"


class ConfirmForm(forms.Form):
    """The two big questions."""

    answer = One(
        label=_("Did it happen for you?"),
        choices=Confirmation.Answer.choices,
        error_messages=THREE,
    )
    matters = One(
        label=_("Does it matter to you?"),
        choices=Confirmation.Matters.choices,
        error_messages=THREE,
    )


class WordForm(forms.Form):
    """A word on one version and the need: yes, no with a reason, or taken back."""

    act = forms.ChoiceField(
        choices=[(key, key) for key in (CONFIRM, DENY, TAKE_BACK)],
        error_messages={"required": _("Choose a version.")},
    )
    release = forms.ModelChoiceField(
        label=_("Version"),
        queryset=Release.objects.none(),
        error_messages={"required": _("Choose a version.")},
    )
    reason = forms.CharField(
        label=_("Your reason"),
        help_text=_("Everyone can read it. No name of a person."),
        required=False,
        widget=lines(3, maxlength=Evidence.REASON_MAX),
    )

    def __init__(self, data: Any = None, *, proposal: Proposal) -> None:
        super().__init__(data)
        full = Release.objects.filter(is_preview=False)
        self.fields["release"].queryset = full  # type: ignore[attr-defined]


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("What is missing?"),
        help_text=_("In plain words: everyone can read it. No name of a person."),
        error_messages={"required": _("Give your reason in a few words.")},
        widget=lines(4, maxlength=Reopening.REASON_MAX),
    )


class SendBackForm(forms.Form):
    reopens_issue = forms.BooleanField(
        label=_("Open the issue on GitHub again, too"), required=False
    )
