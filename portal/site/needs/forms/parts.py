"""The parts of a brief: as many small forms as there are, and one more when asked."""

from typing import Any, cast

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import guard
from governance.proposals.actions import PartWords
from governance.proposals.models import EFFORT_MAX, Brief, BriefPart
from governance.prose import tidy
from portal.site.needs.forms.choices import lines
from portal.site.needs.review import noticed

WORDS = ("title", "title_fr", "acceptance_test")


class PartForm(forms.Form):
    """Left empty altogether, it stands for no part."""

    known = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("Title of the part, in English"), required=False
    )
    title_fr = forms.CharField(
        label=gettext_lazy("The same title in French"), required=False
    )
    acceptance_test = forms.CharField(
        label=gettext_lazy("How we will know that this part is done, in English"),
        required=False,
        widget=lines(3),
    )
    effort_days = forms.IntegerField(
        label=gettext_lazy("Effort, in developer-days"),
        required=False,
        min_value=1,
        max_value=EFFORT_MAX,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in WORDS:
            self.fields[name].asked = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.is_empty(given):
            return given
        for name in WORDS:
            for sentence in _amiss(name, given.get(name, "")):
                self.add_error(name, sentence)
        return given

    @staticmethod
    def is_empty(given: dict[str, Any]) -> bool:
        return not any(given.get(name) for name in (*WORDS, "effort_days"))

    def part(self) -> PartWords | None:
        """What was written; ``None`` when nothing was."""
        given = self.cleaned_data
        return None if self.is_empty(given) else PartWords(**given)


def _amiss(name: str, text: str) -> list[str]:
    """Too long is said before the guard reads it: on a megabyte it takes seconds."""
    length, field = len(tidy(text)), cast("Any", BriefPart._meta.get_field(name))
    if not length:
        return [_("Please fill in this part.")]
    if length > field.max_length:
        told = _("The text has %(length)s characters; %(most)s is the most.")
        return [told % {"length": length, "most": field.max_length}]
    return [found.sentence for found in noticed(text) if found.tier != guard.COACH]


class PartsForm:
    """The small forms together. ``more`` asks for an empty one beside those sent."""

    def __init__(self, data: Any = None, *, brief: Brief) -> None:
        self.data, self.sentence = data, ""
        held = list(brief.parts.all())
        self.forms = [_form(data, n, held) for n in range(_many(data, len(held)))]

    def is_valid(self) -> bool:
        """Without its number of small forms, what was sent is not this form: taking
        it for “no parts” would take them all out."""
        if not str(self.data.get("many", "")).isdecimal():
            self.sentence = _("The form did not arrive whole. Please send it again.")
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong and not self.sentence

    def parts(self) -> list[PartWords]:
        return [part for form in self.forms if (part := form.part())]

    @property
    def errors(self) -> ErrorDict:
        """What is wrong in any of them, by the name of the field as it was sent."""
        found = {
            form.add_prefix(name): told
            for form in self.forms
            for name, told in form.errors.items()
        }
        if self.sentence:
            found["__all__"] = ErrorList([self.sentence])
        return ErrorDict(found)

    @property
    def many(self) -> int:
        return len(self.forms)

    @property
    def may_grow(self) -> bool:
        return self.many < BriefPart.MOST


def _many(data: Any, held: int) -> int:
    """How many small forms: those that were sent, one more when that was asked."""
    if data is None:
        return min(max(held + 1, BriefPart.LEAST), BriefPart.MOST)
    sent = str(data.get("many", ""))
    many = int(sent) if sent.isdecimal() and len(sent) < 3 else BriefPart.LEAST
    return min(max(many + ("more" in data), 1), BriefPart.MOST)


def _form(data: Any, place: int, held: list[BriefPart]) -> PartForm:
    prefix = f"part{place + 1}"
    if data is not None:
        return PartForm(data, prefix=prefix)
    part = held[place] if place < len(held) else None
    names = (*WORDS, "effort_days")
    initial = {n: getattr(part, n) for n in names} | {"known": part.pk} if part else {}
    return PartForm(prefix=prefix, initial=initial)
