"""A point of the agenda."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.decisions.models import (
    POINT_TEXT_MAX,
    POINT_TITLE_MAX,
    Meeting,
    Point,
)
from governance.proposals.models import Proposal
from portal.site.votes.forms.offered import needs_ready

MODES = {
    Point.Mode.INFORMATION: _("Information or discussion: no vote"),
    Point.Mode.HANDS: _("Show of hands, counted by two scrutineers"),
    Point.Mode.PAPER: _("Paper ballots, counted in the room by two scrutineers"),
    Point.Mode.ONLINE: _("Secret vote on needs, by telephone or computer"),
}
MAJORITIES = [
    ("1/2", _("More than half of the votes for and against")),
    ("2/3", _("At least two thirds of the votes for and against")),
    ("3/4", _("At least three quarters of the votes for and against")),
]


class PointForm(forms.Form):
    title_fr = forms.CharField(label=_("Title in French"), max_length=POINT_TITLE_MAX)
    title_en = forms.CharField(label=_("Title in English"), max_length=POINT_TITLE_MAX)
    mode = forms.ChoiceField(
        label=_("How members answer"),
        choices=list(MODES.items()),
        widget=forms.RadioSelect,
        initial=Point.Mode.INFORMATION,
    )
    text_fr = forms.CharField(
        label=_("Proposed resolution, in French"),
        help_text=_("For example: “That the assembly adopt the annual report.”"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "fr"}),
        max_length=POINT_TEXT_MAX,
        required=False,
    )
    text_en = forms.CharField(
        label=_("Proposed resolution, in English"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
        max_length=POINT_TEXT_MAX,
        required=False,
    )
    threshold = forms.ChoiceField(
        label=_("Majority needed"),
        choices=MAJORITIES,
        initial="1/2",
        widget=forms.RadioSelect,
    )
    needs = forms.TypedMultipleChoiceField(
        label=_("Needs put to the vote"),
        help_text=_(
            "Only for a vote by telephone. One need: yes or no. Several: a choice."
        ),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    max_choices = forms.IntegerField(
        label=_("How many needs a person may choose"),
        help_text=_("Only for a choice among several needs."),
        min_value=1,
        max_value=20,
        initial=1,
        required=False,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = needs_ready([meeting.cooperative])  # type: ignore[attr-defined]
        if not self.fields["needs"].choices:  # type: ignore[attr-defined]
            del self.fields["needs"], self.fields["max_choices"]

    def facts(self) -> dict[str, Any]:
        """The keyword arguments of ``add_point``, without ``by`` and ``at``."""
        told = self.cleaned_data
        numbers = told.pop("needs", [])
        found = Proposal.objects.in_bulk(numbers, field_name="number")
        told["max_choices"] = told.get("max_choices") or 1
        return told | {"needs": [found[n] for n in numbers if n in found]}


def facts_of(point: Point) -> dict[str, Any]:
    """A point as its form holds it."""
    names = ("title_fr", "title_en", "text_fr", "text_en", "mode", "threshold")
    told = {name: getattr(point, name) for name in names}
    needs = [need.number for need in point.needs.all()]
    return told | {"needs": needs, "max_choices": point.max_choices}
