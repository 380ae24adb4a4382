"""What the guard would not let through, and a coordinator's word that it may pass."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.membership import permissions as membership
from governance.membership.models import Cooperative
from governance.proposals.excuses import Pass
from governance.proposals.models import REASON_MAX
from portal.site.needs.coordination import Contact, contact
from portal.site.needs.forms.choices import One
from portal.site.needs.review import Noticed

NO_REASON = gettext_lazy("Say why it is not a private number.")


class ReasonField(forms.CharField):
    asked = True  # beside a box that is ticked; not called optional


def reason_field(*, required: bool) -> forms.CharField:
    return ReasonField(
        label=gettext_lazy("Why is it not a private number?"),
        help_text=gettext_lazy(
            "For example: it is the code of a form. Do not write the number again: "
            "your co-op’s coordinators will read this reason."
        ),
        max_length=REASON_MAX,
        required=required,
        error_messages={"required": NO_REASON},
    )


class GuardedForm(forms.Form):
    """Words that stand under a need of one co-op, written by ``person``."""

    excuse = forms.BooleanField(
        label=gettext_lazy("I have checked: it is not a private number. Let it pass."),
        required=False,
    )
    excuse_reason = reason_field(required=False)

    person: Any = None
    blocked: list[Noticed] = []
    excuses = False  # ticked, with a reason, for the very text that was stopped

    def place(self) -> Cooperative | None:
        """The co-op of the need; ``None`` as long as it is not chosen."""
        raise NotImplementedError

    @cached_property
    def excused(self) -> Pass | None:
        place = self.place()
        return Pass(place) if place else None

    @cached_property
    def may_excuse(self) -> bool:
        place = self.place()
        return place is not None and membership.can_coordinate(self.person, place)

    @cached_property
    def whom_to_ask(self) -> Contact | None:
        place = self.place()
        return contact(place, self.person) if place else None

    def refuse_blocked(self, blocked: list[Noticed], *, looked: bool) -> None:
        """``looked``: the person has been shown what was stopped in this very text."""
        self.blocked = blocked
        if not blocked:
            return
        if looked and self.cleaned_data.get("excuse") and self.may_excuse:
            self.excuses = bool(self.cleaned_data.get("excuse_reason"))
            if not self.excuses:
                self.add_error("excuse_reason", NO_REASON)
            return
        for part, sentence in dict.fromkeys((b.part, b.sentence) for b in blocked):
            self.add_error(part, sentence)


class ExcuseForm(forms.Form):
    """The coordinator types what was stopped; it is not kept."""

    cooperative = One(label=gettext_lazy("For which of your co-ops?"))
    text = forms.CharField(
        label=gettext_lazy("What was stopped"),
        help_text=gettext_lazy(
            "The number alone, as the person wrote it. It is not kept: only a mark is, "
            "from which nobody can read it again."
        ),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Type what was stopped.")},
    )
    reason = reason_field(required=True)

    def __init__(self, data: Any = None, *, places: list[Cooperative]) -> None:
        super().__init__(data)
        self.places = {str(place.pk): place for place in places}
        fields: Any = self.fields
        fields["cooperative"].choices = [
            (key, place.short_name) for key, place in self.places.items()
        ]
        fields["cooperative"].error_messages["required"] = _(
            "Choose one of your co-ops."
        )
        if len(self.places) == 1:
            del self.fields["cooperative"]

    def for_coop(self) -> Cooperative:
        chosen = self.cleaned_data.get("cooperative") or next(iter(self.places))
        return self.places[chosen]
