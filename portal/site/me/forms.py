"""What a person decides about themselves."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from governance.membership.models import NameShown, Person


class SettingsForm(forms.Form):
    name_shown = forms.ChoiceField(
        label=_("What name do others see beside your words?"),
        help_text=_("Votes and supports never show a name."),
        choices=NameShown.choices,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("In which language do we write to you?"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )


def settings_of(person: Person) -> dict[str, str]:
    return {"name_shown": person.name_shown, "language": person.language}
