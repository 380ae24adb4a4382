"""Controls drawn without templates are, to the letter, those of Django's templates."""

from datetime import date, datetime

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from portal.site.drawing import FOLDER, KNOWN, Drawing

HOSTILE = "\"><script>alert('1')</script>&amp;"
ATTRS = [
    {}, {"id": "id_x"}, {"id": "", "class": "a b", "required": True, "disabled": False},
    {"data-x": HOSTILE, "rows": 12345, "title": _("Save"), HOSTILE: None, "size": 0},
    {"id": HOSTILE, "class": HOSTILE, "aria-label": mark_safe("<b>"), "max": 1234.5},
]  # fmt: skip
VALUES = [
    None, "", "x", HOSTILE, " spaces ", "\n\n", 0, 1234567, 12.5, True, False, "1", ["1", "a"],
    date(2026, 3, 8), datetime(2026, 3, 8, 2, 30), mark_safe("<i>safe</i>"), _("Save"),
]  # fmt: skip
CHOICES = [
    ("", "–"), ("1", HOSTILE), (1234567, 1234567), ("a", _("Save")), (None, "none"),
    (HOSTILE, [("in", "Inside"), ("s", mark_safe("<b>safe</b>"))]), ("", []),
    (True, 12.5),
]  # fmt: skip
PLAIN = [
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.ColorInput,
    forms.SearchInput, forms.TelInput, forms.PasswordInput, forms.HiddenInput,
    forms.DateInput, forms.DateTimeInput, forms.TimeInput, forms.Textarea, forms.CheckboxInput,
]  # fmt: skip
LISTS = [
    forms.Select, forms.SelectMultiple, forms.RadioSelect, forms.CheckboxSelectMultiple,
    forms.NullBooleanSelect,
]  # fmt: skip


class Hashing(forms.NullBooleanSelect):
    def format_value(self, value):
        return super().format_value(str(value))


def widgets():
    yield from ((kind.__name__, kind) for kind in PLAIN)
    for kind in LISTS[:-1]:
        yield kind.__name__, lambda attrs, kind=kind: kind(attrs, choices=CHOICES)
    yield "NullBooleanSelect", lambda attrs: Hashing(attrs)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("name", "make"), list(widgets()))
def test_to_the_letter(name, make, language):
    ours, theirs = Drawing(), DjangoTemplates()
    with translation.override(language):
        for attrs in ATTRS:
            for value in VALUES:
                widget, about = make(attrs), (name, attrs, value)
                drawn = widget.render(HOSTILE, value, renderer=ours)
                assert drawn == widget.render(HOSTILE, value, renderer=theirs), about


def test_each_choice_by_itself():
    form = forms.Form()
    form.fields["x"] = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    drawn = []
    for renderer in (Drawing(), DjangoTemplates()):
        form.renderer = renderer
        drawn.append([choice.tag() for choice in form["x"].subwidgets])
    assert drawn[0] == drawn[1]


def test_every_control_of_the_portal_is_drawn_so():
    assert isinstance(get_default_renderer(), Drawing)
    assert all(name.startswith(FOLDER) for name in KNOWN)


def test_a_template_of_its_own_is_kept():
    class Odd(forms.Select):
        option_template_name = "django/forms/widgets/attrs.html"
        option_inherits_attrs = True

    odd = Odd({"data-x": "1"}, choices=[("1", "one")])
    drawn = odd.render("x", "1", renderer=Drawing())
    assert drawn == odd.render("x", "1", renderer=DjangoTemplates())
    file = forms.ClearableFileInput()
    assert 'type="file"' in file.render("x", None, renderer=Drawing())
