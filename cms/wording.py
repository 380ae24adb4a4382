"""What a release page is checked for when somebody publishes it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm


class WordingForm(WagtailAdminPageForm):  # type: ignore[misc]
    """A draft may lack words. A page in English goes out with all of them: its members
    have nothing else to read, and the page in French is out already."""

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        changes = given.get("changes")
        publishes = "action-publish" in self.data and self.instance.language == "en"
        lacking = self.instance.wordless(changes) if publishes else []
        if lacking and changes is not None:
            self.add_error("changes", ValidationError(_said(lacking)))
        return given


def _said(lacking: list[int]) -> str:
    numbers = ", ".join(str(number) for number in lacking)
    told = ngettext(
        "Say in English what changes with need no. %(numbers)s, then publish.",
        "Say in English what changes with needs no. %(numbers)s, then publish.",
        len(lacking),
    )
    return told % {"numbers": numbers}
