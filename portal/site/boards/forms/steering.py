"""Forms of the roadmap: set days aside for a need, open a cycle."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.membership.models import Cooperative
from governance.proposals.models import Proposal
from governance.roadmap.models import CAPACITY_MAX, Cycle, Item
from governance.roadmap.queries import current_cycle
from portal.site.languages import in_language
from portal.site.votes.forms.dates import Day

HORIZONS = [
    (Item.Horizon.NOW, _("Now: being built, or next in hand")),
    (Item.Horizon.NEXT, _("Next: in this cycle, after what is in hand")),
    (Item.Horizon.LATER, _("Later: takes none of the cycle’s days yet")),
]


class CycleChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return in_language(obj, "name")


class PlaceForm(forms.Form):
    cycle = CycleChoice(
        label=_("Cycle"), queryset=Cycle.objects.all(), empty_label=None
    )
    horizon = forms.ChoiceField(
        label=_("When"),
        choices=HORIZONS,
        widget=forms.RadioSelect,
        initial=Item.Horizon.NEXT,
    )
    days = forms.IntegerField(
        label=_("Developer-days set aside"), min_value=1, max_value=CAPACITY_MAX
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].initial = proposal.effort_days
        self.fields["cycle"].initial = current_cycle(timezone.localdate())


class CycleForm(forms.Form):
    cooperative = forms.ChoiceField(
        label=_("On behalf of"), help_text=_("The roadmap is shared by all co-ops.")
    )
    name_fr = forms.CharField(label=_("Name in French"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60)
    starts_on = forms.DateField(label=_("First day"), widget=Day)
    ends_on = forms.DateField(label=_("Last day"), widget=Day)
    capacity_days = forms.IntegerField(
        label=_("Capacity, in developer-days"),
        help_text=_("What developers can really give in this period."),
        min_value=1,
        max_value=CAPACITY_MAX,
    )

    def __init__(
        self, *args: Any, cooperatives: Sequence[Cooperative], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = {c.slug: c for c in cooperatives}
        self.fields["cooperative"].choices = [  # type: ignore[attr-defined]
            (slug, c.short_name) for slug, c in self.places.items()
        ]

    def facts(self) -> dict[str, Any]:
        """The keyword arguments of ``open_cycle``, without ``by`` and ``at``."""
        slug = self.cleaned_data["cooperative"]
        return self.cleaned_data | {"cooperative": self.places[slug]}
