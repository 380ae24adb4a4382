"""What is typed about paper: batches, people looked for, counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.membership.models import Cooperative
from governance.voting.actions.paper_batches import MOST_ISSUED
from governance.voting.actions.paper_counts import REASON_MAX
from governance.voting.models import PaperBatch, Round
from portal.site.votes.paper import people


class BatchForm(forms.Form):
    """A batch to print. ``number`` is the one it will have: sent twice, opened once."""

    cooperative = forms.ModelChoiceField(
        label=gettext_lazy("For the members of"),
        queryset=Cooperative.objects.none(),
        empty_label=None,
    )
    issued = forms.IntegerField(
        label=gettext_lazy("How many ballots"),
        help_text=gettext_lazy(
            "Each one will have to be accounted for: used, spoiled or returned."
        ),
        min_value=1,
        max_value=MOST_ISSUED,
        initial=40,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = round.roll.order_by().values("cooperative_id").distinct()
        places = Cooperative.objects.filter(pk__in=there).order_by("short_name")
        self.fields["cooperative"].queryset = places  # type: ignore[attr-defined]
        last = max((b.number for b in round.paper_batches.all()), default=0)
        self.fields["number"].initial = last + 1


class SearchForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Name or member number"),
        help_text=gettext_lazy("The first letters are enough."),
        max_length=80,
        error_messages={"required": gettext_lazy("Type a name or a number.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "type": "search"}
        ),
    )


class WhoForm(forms.Form):
    """Whose paper it is, in a recorded vote: one person who took a paper ballot."""

    who = forms.CharField(
        label=gettext_lazy("Whose paper"),
        help_text=gettext_lazy("Name or member number, as written on the paper."),
        max_length=80,
        error_messages={"required": gettext_lazy("Type a name or a number.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, batch: PaperBatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch

    def clean_who(self) -> int:
        """The line of the roll; a member number that fits whole is enough."""
        asked = self.cleaned_data["who"]
        there = self.batch.round, self.batch.cooperative
        found = people.search(*there, asked, took=True)
        exact = [f for f in found if f.member_number == asked.strip()]
        found = exact or found
        if not found:
            raise forms.ValidationError(
                _("Nobody who took a paper ballot has this name or number.")
            )
        if len(found) > 1:
            names = [f"{f.name} ({f.member_number or '–'})" for f in found]
            told = _("Several people: %(names)s. Type more letters, or the number.")
            raise forms.ValidationError(told % {"names": ", ".join(names)})
        return found[0].number


class ChooseForm(forms.Form):
    """Which of two counts is kept, and why."""

    hand = forms.TypedChoiceField(
        label=gettext_lazy("The count to keep"),
        coerce=int,
        choices=[(1, gettext_lazy("the first")), (2, gettext_lazy("the second"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why this one"),
        help_text=gettext_lazy("For example: counted together aloud, with a witness."),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Count(forms.IntegerField):
    """A number of papers of one batch; ``plain`` names it where something is wrong."""

    def __init__(self, label: Any, batch: PaperBatch, plain: str) -> None:
        told = {"what": plain, "issued": batch.issued}
        super().__init__(
            label=label,
            min_value=0,
            max_value=batch.issued,
            widget=forms.NumberInput(
                attrs={"inputmode": "numeric", "autocomplete": "off"}
            ),
            error_messages={
                "required": _("%(what)s: type 0 where there is none.") % told,
                "invalid": _("%(what)s: type a whole number.") % told,
                "min_value": _("%(what)s: type a whole number.") % told,
                "max_value": _("%(what)s: the batch has %(issued)s ballots.") % told,
            },
        )


class CountForm(forms.Form):
    """One's own count: where every paper went, then what the used ones say."""

    def __init__(
        self, *args: Any, batch: PaperBatch, typed: int | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.batch, self.typed = batch, typed
        if typed is None:
            used = _("Used: valid papers in the box")
            self.fields["used"] = Count(used, batch, _("Used"))
        spoiled = _("Spoiled: papers that cannot count")
        self.fields["spoiled"] = Count(spoiled, batch, _("Spoiled"))
        returned = _("Returned: never used")
        self.fields["returned"] = Count(returned, batch, _("Returned"))

    def where(self) -> list[forms.BoundField]:
        names = ("used", "spoiled", "returned")
        return [self[name] for name in names if name in self.fields]

    def papers(self) -> dict[str, int]:
        """Used, spoiled and returned, as ``hand_in_count`` takes them."""
        c = self.cleaned_data
        used = c["used"] if self.typed is None else self.typed
        return {"used": used, "spoiled": c["spoiled"], "returned": c["returned"]}
