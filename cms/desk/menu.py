"""The frame of the admin: its menu, kept to what serves a board, and its colours."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html


def without_outside_help(items: list[Any]) -> None:
    """Wagtail's help leads to pages elsewhere, in English, about the software."""
    items[:] = [item for item in items if item.name != "help"]


def stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/desk.css"))
