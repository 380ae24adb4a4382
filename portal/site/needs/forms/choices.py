"""Choices with a word of explanation under each, as check boxes and radio buttons."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html

from governance.values import vocabulary


def explained(terms: Mapping[str, vocabulary.Term]) -> list[tuple[str, Any]]:
    """(key, label), with the term's prompt as a second line where it has one."""
    return [(key, _label(term)) for key, term in terms.items()]


def _label(term: vocabulary.Term) -> Any:
    if not term.prompt:
        return term.label
    return format_html(
        '<span>{}<span class="choice-note">{}</span></span>', term.label, term.prompt
    )


class Several(forms.MultipleChoiceField):
    """Check boxes; ``most`` of them at most, said in ``sentence``."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, most: int = 0, sentence: Any = "", **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.most, self.sentence = most, sentence

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.most and len(value) > self.most:
            raise forms.ValidationError(self.sentence)


class One(forms.ChoiceField):
    """Radio buttons, none chosen beforehand."""

    widget = forms.RadioSelect


def lines(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows} | attrs)
