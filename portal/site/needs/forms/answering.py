"""The co-op's answer to the developers: written once, looked at, then sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import guard
from governance.proposals.models import COMMENT_MAX
from governance.prose import tidy
from portal.site.needs.forms.choices import lines
from portal.site.needs.forms.proposing import LEFT
from portal.site.needs.review import noticed, stamp


class AnswerForm(forms.Form):
    """``looked_at`` is the stamp of the very text whose departure was shown."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy(
            "No name, no private fact. Write in English if you can: developers read it."
        ),
        error_messages={"required": gettext_lazy("Write your answer first.")},
        widget=lines(5, maxlength=COMMENT_MAX, **{"data-count": LEFT}),
    )
    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        text = tidy(self.cleaned_data["text"])
        if len(text) > COMMENT_MAX:
            told = _("The comment has %(length)s characters; %(most)s is the most.")
            raise forms.ValidationError(
                told % {"length": len(text), "most": COMMENT_MAX}
            )
        for found in noticed(text):
            if found.tier != guard.COACH:
                self.add_error("text", found.sentence)
        return text

    @property
    def stamp(self) -> str:
        return stamp("", str(self.cleaned_data.get("text", "")))

    @property
    def was_shown(self) -> bool:
        given: dict[str, Any] = self.cleaned_data
        return given.get("looked_at") == self.stamp
