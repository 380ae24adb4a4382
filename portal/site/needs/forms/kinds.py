"""What kind of need it is: its subject, the values it serves, what stands in the way."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.proposals.models import Proposal
from governance.proposals.wording import VALUES_A_FAMILY
from governance.values import vocabulary
from portal.site.needs.forms.choices import Several, explained

TOO_MANY = gettext_lazy("Choose three values at most in this list. You chose more.")


class KindFields(forms.Form):
    """The same questions to the author and to a coordinator."""

    category = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        error_messages={"required": gettext_lazy("Choose a subject in the list.")},
    )
    foundational = Several(
        label=gettext_lazy("Which values of the co-operatives does it serve?"),
        help_text=gettext_lazy("Three at most, or none."),
        most=VALUES_A_FAMILY,
        sentence=TOO_MANY,
    )
    mission = Several(
        label=gettext_lazy("And which values of health?"),
        help_text=gettext_lazy("Three at most, or none."),
        most=VALUES_A_FAMILY,
        sentence=TOO_MANY,
    )
    barriers = Several(label=gettext_lazy("What stands in the way today?"))

    def offer_terms(self) -> None:
        fields: Any = self.fields
        subjects = [(k, t.label) for k, t in vocabulary.categories().items()]
        fields["category"].choices = [("", _("Choose a subject")), *subjects]
        fields["foundational"].choices = explained(vocabulary.values("foundational"))
        fields["mission"].choices = explained(vocabulary.values("mission"))
        fields["barriers"].choices = explained(vocabulary.barriers())

    def served(self) -> list[str]:
        """The values that were ticked."""
        return [*self.cleaned_data["foundational"], *self.cleaned_data["mission"]]


class KindForm(KindFields):
    """The answers a need has now, to be changed."""

    def __init__(self, data: Any = None, *, own: Proposal) -> None:
        self.weights = {tag.value: tag.weight for tag in own.value_tags.all()}
        served = [value for value, weight in self.weights.items() if weight > 0]
        super().__init__(
            data,
            initial={
                "category": own.category,
                "foundational": served,
                "mission": served,
                "barriers": own.barriers,
            },
        )
        self.offer_terms()

    def facts(self) -> dict[str, Any]:
        """What ``classify_proposal`` takes besides who and when. A value that stays
        keeps its weight, and so does one that the need goes against."""
        against = {v: weight for v, weight in self.weights.items() if weight < 0}
        values = {v: max(1, self.weights.get(v, 1)) for v in self.served()}
        return {
            "category": self.cleaned_data["category"],
            "values": against | values,
            "barriers": self.cleaned_data["barriers"],
        }
