"""Calling a meeting, its notice, and calling it off."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.decisions.models import PLACE_MAX, POINT_TEXT_MAX, Meeting
from governance.membership.models import Cooperative
from portal.formats.moments import zoned_lazy
from portal.site.votes.forms.dates import Day, Moment

KINDS = {
    Meeting.Kind.ANNUAL: _(
        "Annual general meeting: reports, elections, and what members bring"
    ),
    Meeting.Kind.SPECIAL: _(
        "Special general meeting: only the subjects named in its notice"
    ),
}
USUAL_HOUR = 19


class PlaceForm(forms.Form):
    """When and where."""

    starts_at = forms.DateTimeField(label=zoned_lazy(_("Day and hour")), widget=Moment)
    place = forms.CharField(
        label=pgettext_lazy("meeting", "Place"),
        help_text=_(
            "As members will look for it, for example: community hall, 12 main street."
        ),
        max_length=PLACE_MAX,
    )


class MeetingForm(PlaceForm):
    cooperative = forms.ModelChoiceField(
        label=_("Co-operative"),
        queryset=Cooperative.objects.none(),
        to_field_name="slug",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=_("Kind of meeting"),
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        initial=Meeting.Kind.ANNUAL,
    )
    field_order = ("cooperative", "kind", "starts_at", "place")

    def __init__(self, *args: Any, places: list[Cooperative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = Cooperative.objects.filter(pk__in=[place.pk for place in places])
        self.fields["cooperative"].queryset = allowed  # type: ignore[attr-defined]
        self.fields["cooperative"].initial = places[0].slug if places else None
        days = max((place.notice_days for place in places), default=0)
        self.fields["starts_at"].initial = usual_moment(days)


def usual_moment(notice_days: int) -> datetime:
    """The first evening that leaves a week to print and post the notice."""
    day = timezone.localtime() + timedelta(days=notice_days + 7)
    return day.replace(hour=USUAL_HOUR, minute=0, second=0, microsecond=0)


class NoticeForm(forms.Form):
    sent_on = forms.DateField(
        label=_("Day on which the notice was sent to all members"), widget=Day
    )


class CancelForm(forms.Form):
    reason_fr = forms.CharField(
        label=_("Reason in French"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "fr"}),
        max_length=POINT_TEXT_MAX,
    )
    reason_en = forms.CharField(
        label=_("Reason in English"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
        max_length=POINT_TEXT_MAX,
    )
