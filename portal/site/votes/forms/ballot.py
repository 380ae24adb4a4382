"""The ballot paper as a form, one per rule. Valid forms give the room's choices."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.voting.models import Round
from portal.site.votes.shown import Choice

ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("abstain", _("I abstain"))]


class OneAnswer(forms.RadioSelect):
    """Two answers in one form are none: nobody can know which one was meant."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        sent = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return sent[0] if len(sent) == 1 else " ".join(sent)


class MajorityForm(forms.Form):
    """Yes, no or abstain on one need."""

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


class ApprovalForm(forms.Form):
    """Check the needs that matter, up to a number; the order of the sheet is kept."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("The needs you choose"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("A need you chose is not on this ballot."),
        },
    )

    none = forms.BooleanField(
        label=_("None of these needs (blank ballot)"), required=False
    )

    def __init__(
        self, *args: Any, options: Sequence[Choice], most: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["chosen"].choices = [(o.number, o.title) for o in options]  # type: ignore[attr-defined]

    def clean_chosen(self) -> list[int]:
        """At most ``most`` needs; the sentence says how many to take away."""
        chosen: list[int] = list(dict.fromkeys(self.cleaned_data["chosen"]))
        if len(chosen) > self.most:
            raise forms.ValidationError(too_many(len(chosen), self.most))
        return chosen

    def clean(self) -> dict[str, Any]:
        """An empty paper is a choice only when the member says so."""
        cleaned = super().clean() or {}
        if "chosen" not in cleaned:
            return cleaned
        if cleaned["chosen"] and cleaned["none"]:
            self.add_error("chosen", BOTH)
        elif not cleaned["chosen"] and not cleaned["none"]:
            self.add_error("chosen", NEITHER)
        return cleaned

    def held(self) -> set[str]:
        """The numbers to show checked, also after a refusal."""
        return {str(number) for number in self["chosen"].value() or []}

    def choices(self) -> dict[str, Any]:
        return {"chosen": self.cleaned_data["chosen"]}


BOTH = _(
    "You checked needs and also “None of these needs”. Keep one or the other; "
    "everything you checked is still there."
)
NEITHER = _(
    "Check at least one need, or “None of these needs” to hand in a blank ballot."
)


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


def ballot_form(
    round: Round, options: Sequence[Choice], data: Any = None, initial: Any = None
) -> MajorityForm | ApprovalForm:
    """The paper of this round, empty, filled in or filled in again."""
    if round.rule == Round.Rule.MAJORITY:
        return MajorityForm(data, initial=initial)
    if initial:
        initial = initial | {"none": not initial.get("chosen")}
    return ApprovalForm(data, initial=initial, options=options, most=round.max_choices)
