"""Check the needs that matter, up to a number; for Equal Shares, with the days each
one takes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.site.votes.forms.ballot import saying
from portal.site.votes.forms.ballot.paper import Row, WithBlank


class ApprovalForm(WithBlank):
    """The order of ticking is not kept."""

    template = "site/votes/_paper_approval.html"
    scripts = ("portal/ballot-count.js",)

    chosen = forms.TypedMultipleChoiceField(
        label=_("The needs you choose"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("A need you chose is not on this ballot."),
        },
    )

    def lay_out(self) -> None:
        self.fields["chosen"].choices = [(o.number, o.title) for o in self.options]  # type: ignore[attr-defined]

    def marks(self) -> list[Any]:
        return list(self.cleaned_data["chosen"])

    def first(self) -> str:
        return "chosen"

    def clean_chosen(self) -> list[int]:
        """At most so many needs; the sentence says how many to take away."""
        chosen: list[int] = list(dict.fromkeys(self.cleaned_data["chosen"]))
        if len(chosen) > self.question.max_choices:
            raise forms.ValidationError(
                too_many(len(chosen), self.question.max_choices)
            )
        return chosen

    def rows(self) -> list[Row]:
        held = {str(number) for number in self["chosen"].value() or []}
        return [
            Row(option, f"chosen_{place}", "on" if option.value in held else "")
            for place, option in enumerate(self.options)
        ]

    def said(self) -> dict[str, str]:
        most = self.question.max_choices
        return {
            "most": str(most),
            **saying.counted("count", saying.chosen, most),
            **saying.counted("over", saying.too_many_chosen, most),
        }

    def choices(self) -> dict[str, Any]:
        return {"chosen": self.cleaned_data["chosen"]}

    @staticmethod
    def filled_in(choices: Mapping[str, Any]) -> dict[str, Any]:
        return {"chosen": choices["chosen"], "none": not choices["chosen"]}


class SharesForm(ApprovalForm):
    """The same with a budget: each need says what it costs on the rule sheet."""

    def rows(self) -> list[Row]:
        days = dict(zip(self.question.options, self.question.costs, strict=True))
        return [
            replace(
                row,
                option=replace(row.option, effort_days=days.get(row.option.number)),
            )
            for row in super().rows()
        ]


def too_many(chosen: int, most: int) -> str:
    limit = ngettext(
        "You checked %(chosen)s needs; you may choose %(most)s.",
        "You checked %(chosen)s needs; you may choose up to %(most)s.",
        most,
    ) % {"chosen": chosen, "most": most}
    remove = ngettext(
        "Uncheck %(count)s need. Everything you checked is still there.",
        "Uncheck %(count)s needs. Everything you checked is still there.",
        chosen - most,
    ) % {"count": chosen - most}
    return f"{limit} {remove}"
