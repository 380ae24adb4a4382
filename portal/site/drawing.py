"""The controls of forms, drawn without templates: the same HTML as Django's own, in a
fraction of the time. A form of a dozen questions is a hundred small templates there.

What is not known here (a widget of a library with a template of its own) is drawn by
its template, as ever.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, mark_safe

Widget = dict[str, Any]
FOLDER = "django/forms/widgets/"
INPUTS = (
    "checkbox", "color", "date", "datetime", "email", "hidden", "input", "number",
    "password", "search", "tel", "text", "time", "url",
)  # fmt: skip


class Drawing(DjangoTemplates):
    """The renderer of every form (``FORM_RENDERER``)."""

    def render(
        self,
        template_name: str,
        context: dict[str, Any],
        request: HttpRequest | None = None,
    ) -> str:
        draw = KNOWN.get(template_name)
        if draw is None:
            return super().render(template_name, context, request)
        return mark_safe(draw(context["widget"]).strip())  # noqa: S308 - escaped below


def _plain(value: Any) -> str:
    """As ``{{ value|stringformat:'s' }}``: a number is written without its locale."""
    return conditional_escape(value if isinstance(value, SafeData) else f"{value}")


def _shown(value: Any) -> str:
    """As ``{{ value }}``."""
    return conditional_escape(value if isinstance(value, Promise) else localize(value))


def _attributes(attrs: dict[str, Any]) -> str:
    return "".join(
        f" {_shown(name)}" if value is True else f' {_shown(name)}="{_plain(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = widget["value"]
    held = "" if value is None else f' value="{_plain(value)}"'
    kind, name = _shown(widget["type"]), _shown(widget["name"])
    return f'<input type="{kind}" name="{name}"{held}{_attributes(widget["attrs"])}>'


def _textarea(widget: Widget) -> str:
    held = _shown(widget["value"]) if widget["value"] else ""
    name, attributes = _shown(widget["name"]), _attributes(widget["attrs"])
    return f'<textarea name="{name}"{attributes}>\n{held}</textarea>'


def _option(widget: Widget) -> str:
    value, label = _plain(widget["value"]), _shown(widget["label"])
    return f'<option value="{value}"{_attributes(widget["attrs"])}>{label}</option>'


def _select(widget: Widget) -> str:
    groups = "".join(_options(*group) for group in widget["optgroups"])
    name, attributes = _shown(widget["name"]), _attributes(widget["attrs"])
    return f'<select name="{name}"{attributes}>{groups}\n</select>'


def _options(name: Any, options: list[Widget], _index: int) -> str:
    inside = "".join(f"\n  {_of_a_list(option)}" for option in options)
    if not name:
        return inside
    return f'\n  <optgroup label="{_shown(name)}">{inside}\n  </optgroup>'


def _labelled(widget: Widget) -> str:
    """A choice with the words beside it, inside its label."""
    drawn = _input(widget) + "\n"
    if not widget.get("wrap_label"):
        return drawn
    of = widget["attrs"].get("id")
    named = f' for="{_shown(of)}"' if of else ""
    return f"<label{named}>{drawn} {_shown(widget['label'])}</label>"


def _choices(widget: Widget) -> str:
    attrs = widget["attrs"]
    said = "".join(
        f' {n}="{_shown(attrs[n])}"' for n in ("id", "class") if attrs.get(n)
    )
    groups = "".join(_choice_group(*group) for group in widget["optgroups"])
    return f"<div{said}>{groups}\n</div>"


def _choice_group(name: Any, options: list[Widget], _index: int) -> str:
    inside = "".join(f"<div>\n    {_of_a_list(option)}</div>" for option in options)
    if not name:
        return inside
    return f"\n  <div><label>{_shown(name)}</label>{inside}\n  </div>"


def _of_a_list(option: Widget) -> str:
    """An option may have a template of its own."""
    draw = KNOWN.get(name := option["template_name"])
    if draw is None:
        return TEMPLATES.get_template(name).render({"widget": option})
    return draw(option) + ENDS.get(draw, "")


TEMPLATES = DjangoTemplates()
ENDS = {_option: "\n", _labelled: "\n\n"}
KNOWN: dict[str, Callable[[Widget], str]] = {
    **{f"{FOLDER}{kind}.html": _input for kind in INPUTS},
    f"{FOLDER}textarea.html": _textarea,
    f"{FOLDER}select.html": _select,
    f"{FOLDER}select_option.html": _option,
    f"{FOLDER}radio.html": _choices,
    f"{FOLDER}checkbox_select.html": _choices,
    f"{FOLDER}multiple_input.html": _choices,
    f"{FOLDER}radio_option.html": _labelled,
    f"{FOLDER}checkbox_option.html": _labelled,
}
