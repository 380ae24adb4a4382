"""The errors of a form far from their fields: each must say which field it is about.

Our own sentences do ("Name the resolution"). Django's are the same at every field
("This field is required."), so the field's label goes before them.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.forms import Field, Form
from django.forms.utils import ErrorList
from django.utils.translation import gettext as _

BY_VALIDATORS = {
    "max_length", "min_length", "max_value", "min_value", "max_digits",
    "null_characters_not_allowed",
}  # fmt: skip


def told_apart(form: Form, name: str, errors: ErrorList) -> Iterator[str]:
    """The sentences at the field ``name``, each understood by itself."""
    field = form.fields.get(name)
    for error in errors.as_data():
        for text in error.messages:
            nameless = field is not None and _is_djangos(field, error)
            yield _named(str(form[name].label), text) if nameless else text


def _is_djangos(field: Field, error: ValidationError) -> bool:
    """Whether the sentence is Django's own, and not one that the field was given."""
    code = error.code or ""
    if code in BY_VALIDATORS and code not in field.error_messages:
        return True
    own = [vars(kind).get("default_error_messages", {}) for kind in type(field).__mro__]
    return any(code in said and said[code] == error.message for said in own)


def _named(label: str, text: str) -> str:
    if label.endswith("?"):
        return f"{label} {text}"
    return _("%(label)s: %(text)s") % {"label": label, "text": text}
