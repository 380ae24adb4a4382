"""The frame of the admin: its menu, kept to what serves a board, and its colours."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


class FrontMenuItem(MenuItem):
    """Out of the admin: to the front page, in the reader's language."""

    def __init__(self) -> None:
        label: Any = _("Back to the site")
        super().__init__(label, "", name="front", icon_name="home", order=9900)

    @property
    def url(self) -> str:
        return f"/{(get_language() or 'fr')[:2]}/"

    @url.setter
    def url(self, given: str) -> None:
        """Wagtail's own beginning gives one; the reader is not known then."""


def without_outside_help(items: list[Any]) -> None:
    """Wagtail's help leads to pages elsewhere, in English, about the software."""
    items[:] = [item for item in items if item.name != "help"]


def stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/desk.css"))
