"""What the chair's side types during a meeting. Short forms, large fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.decisions import meetings
from governance.decisions.actions.asking import LONGEST, SHORTEST
from governance.decisions.models import NAME_MAX, Meeting, Point
from governance.membership.models import Person
from governance.voting.reasons import REASON_MAX
from portal.site.assembly import choices

MOST_HANDS = 100_000
WATCHED = _("The other scrutineer watched me type: one count is enough")


class Hour(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class HourForm(forms.Form):
    """The hour on the sheet; empty means now."""

    hour = forms.TimeField(
        label=_("Hour written on the sheet"),
        help_text=_("Leave empty: the hour is now."),
        widget=Hour,
        required=False,
    )


class OfficersForm(forms.Form):
    chair = forms.CharField(
        label=_("Chair of the meeting"), max_length=NAME_MAX, required=False
    )
    scrutineer_one = forms.CharField(
        label=_("First scrutineer"), max_length=NAME_MAX, required=False
    )
    scrutineer_two = forms.CharField(
        label=_("Second scrutineer"), max_length=NAME_MAX, required=False
    )


class PresentChoice(forms.ModelChoiceField):
    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except OverflowError as beyond:  # larger than SQLite's integers
            told = self.error_messages["invalid_choice"]
            raise forms.ValidationError(told, params={"value": "…"}) from beyond

    def label_from_instance(self, obj: Any) -> str:
        return ", ".join(filter(None, (obj.last_name, obj.first_name))) or "–"


class AskForm(HourForm):
    """Putting a question: who moves, who seconds, and for how long."""

    moved_by = PresentChoice(
        label=_("Moved by"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Not named"),
    )
    seconded_by = PresentChoice(
        label=_("Seconded by"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Not named"),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes the vote stays open"),
        help_text=_(
            "At most. The chair may declare the vote closed before; the rules sealed at "
            "its opening say so."
        ),
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=5,
    )
    on_paper = forms.BooleanField(
        label=_("The network is down: vote with paper ballots instead"),
        required=False,
    )
    field_order = ("moved_by", "seconded_by", "minutes", "on_paper", "hour")

    def __init__(
        self, *args: Any, meeting: Meeting, point: Point, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.point = point
        here = meetings.voters_in_the_room(meeting)
        self.fields["moved_by"].queryset = here  # type: ignore[attr-defined]
        self.fields["seconded_by"].queryset = here  # type: ignore[attr-defined]
        if point.is_counted_here:
            del self.fields["minutes"], self.fields["on_paper"]


def _figure(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_HANDS)


class Counted(forms.Form):
    """What one scrutineer types: ``figures`` are its fields, one for each line."""

    @property
    def figures(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "witnessed"]


class CountForm(Counted):
    in_favour = _figure(pgettext_lazy("count", "For"))
    against = _figure(pgettext_lazy("count", "Against"))
    abstained = _figure(pgettext_lazy("count", "Abstentions"))
    spoiled = _figure(pgettext_lazy("count", "Spoiled ballots"))
    witnessed = forms.BooleanField(label=WATCHED, required=False)

    def __init__(self, *args: Any, point: Point, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if point.mode == Point.Mode.HANDS:
            del self.fields["spoiled"]


class ChoicesForm(Counted):
    """A choice among several needs: a figure for each, then the ballots."""

    ballots = _figure(_("Ballots handed in, spoiled ones too"))
    spoiled = _figure(pgettext_lazy("count", "Spoiled ballots"))
    witnessed = forms.BooleanField(label=WATCHED, required=False)

    def __init__(self, *args: Any, point: Point, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {need.pk: f"need_{need.pk}" for need in point.needs.all()}
        for name, label in choices.need_lines(point).items():
            self.fields[name] = _figure(label)
        self.order_fields(list(self.keys.values()))

    def clean(self) -> dict[str, Any]:
        """The figures of the needs as ``choices``, by primary key."""
        found = self.cleaned_data
        if not self.errors:
            found["choices"] = {pk: found.pop(key) for pk, key in self.keys.items()}
        return found


def count_form(point: Point, *args: Any, **kwargs: Any) -> Counted:
    """The form of this question, by what it asks."""
    kind = ChoicesForm if point.is_choice else CountForm
    return kind(*args, point=point, **kwargs)


class CastingForm(forms.Form):
    """The casting vote of the chair after a tie, with its reasons."""

    casting = forms.ChoiceField(
        label=_("The chair votes"),
        choices=Point.Casting.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the chair votes for or against.")},
    )
    reason_fr = forms.CharField(
        label=_("Reason, in French"),
        widget=forms.Textarea(attrs={"rows": 2, "lang": "fr"}),
        max_length=REASON_MAX,
        error_messages={"required": _("Say why, in French.")},
    )
    reason_en = forms.CharField(
        label=_("Reason, in English"),
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en"}),
        max_length=REASON_MAX,
        error_messages={"required": _("Say why, in English.")},
    )
