"""How the developers' board may be narrowed: skill, effort, value, waiting time."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.proposals.models import Brief, Proposal
from governance.proposals.skills import GUESSED, Skill
from governance.values import vocabulary

EFFORTS = {"small": (0, 3), "middle": (4, 15), "large": (16, 10_000)}
EFFORT_NAMES = [
    ("small", gettext_lazy("3 days or less")),
    ("middle", gettext_lazy("4 to 15 days")),
    ("large", gettext_lazy("more than 15 days")),
]
WAITS = [
    ("30", gettext_lazy("more than a month")),
    ("90", gettext_lazy("more than three months")),
]


class Filters(forms.Form):
    """A plain GET form: an address says all and can be kept."""

    skill = forms.ChoiceField(label=gettext_lazy("Skill"), required=False)
    effort = forms.ChoiceField(label=gettext_lazy("Effort"), required=False)
    value = forms.ChoiceField(label=gettext_lazy("Value served"), required=False)
    waiting = forms.ChoiceField(label=gettext_lazy("Waiting for"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="filter_%s")
        values = [(key, term.label) for key, term in vocabulary.values().items()]
        self._offer("skill", _("All skills"), Skill.choices)
        self._offer("effort", _("Any effort"), EFFORT_NAMES)
        self._offer("value", _("All values"), values)
        self._offer("waiting", _("Any time"), WAITS)

    def _offer(self, name: str, everything: str, choices: Any) -> None:
        self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What was asked as it was understood; what is not offered is left aside."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    @property
    def narrowed(self) -> bool:
        return any(self.asked().values())

    def where(self, now: datetime) -> Q:
        asked, where = self.asked(), Q()
        if asked["skill"]:
            where &= asks_for(asked["skill"])
        if asked["effort"]:
            where &= Q(effort_days__range=EFFORTS[asked["effort"]])
        if asked["value"]:
            served = Proposal.objects.filter(
                value_tags__value=asked["value"], value_tags__weight__gt=0
            )
            where &= Q(pk__in=served.values("pk"))
        if asked["waiting"]:
            long_ago = now - timedelta(days=int(asked["waiting"]))
            where &= Q(brief__confirmed_at__lte=long_ago)
        return where


def asks_for(skill: str) -> Q:
    """Chosen in the brief; where nothing was chosen, guessed from the subject. Keys
    are words of one list, so that a quoted one is found in the stored text."""
    chosen = Brief.objects.annotate(asked=Cast("skills", TextField()))
    mine = chosen.filter(asked__contains=f'"{skill}"')
    unsaid = Q(brief__skills=[], category__in=GUESSED.get(Skill(skill), set()))
    return Q(brief__in=mine.values("pk")) | unsaid
