"""Parts of a whole, as by-laws write them: 1/3, 5 % or 5."""

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from governance.voting.rules import share

PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%?")


class Share(forms.CharField):
    """Gives the text of a fraction between 0 and 1: “1/20” for 5, 5 % or 1/20."""

    def clean(self, value: Any) -> str:
        text = " ".join(str(super().clean(value)).replace("\u00a0", " ").split())
        if not text:
            return ""
        try:
            return str(Fraction(share(text)) if "/" in text else _percent(text))
        except ValueError as wrong:
            told = _("Write a fraction such as 1/3, or a percentage such as 5 %.")
            raise forms.ValidationError(told) from wrong


def _percent(text: str) -> Fraction:
    found = PERCENT.fullmatch(text)
    if not found:
        raise ValueError(text)
    part = Fraction(f"{found[1]}.{found[2] or 0}") / 100
    if part > 1 or part.denominator > 99_999:
        raise ValueError(text)
    return part


def in_words(text: str) -> str:
    """The share as the form shows it again: “5 %”, or “1/3” where that is not whole."""
    percent = share(text) * 100
    return f"{percent} %" if percent.denominator == 1 else text
