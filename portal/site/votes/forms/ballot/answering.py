"""Yes, no or abstain on one need: counted by members, by co-ops or by delegates."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.site.votes.forms.ballot.paper import OneAnswer, Paper

ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("abstain", _("I abstain"))]


class AnswerForm(Paper):
    template = "site/votes/_paper_answer.html"

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=ANSWERS,
        widget=OneAnswer,
        error_messages={
            "required": _("Choose yes, no or “I abstain” before you go on."),
            "invalid_choice": _("This answer is not on the ballot. Choose one below."),
        },
    )

    def choices(self) -> dict[str, Any]:
        return {"answer": self.cleaned_data["answer"]}

    @staticmethod
    def filled_in(choices: Mapping[str, Any]) -> dict[str, Any]:
        return {"answer": choices["answer"]}
