"""One fact of a row: read once, shown as a column, a line or a cell of an export."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, TitleColumn

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Fact:
    """``read`` takes the row; ``sort`` is the column of the database to sort by."""

    name: str
    label: Any
    read: Callable[[Any], Any]
    sort: str = ""

    def column(self) -> Column:
        return Column(
            self.name, label=self.label, accessor=self.read, sort_key=self.sort or None
        )

    def title_column(self, get_url: Callable[[Any], str | None]) -> TitleColumn:
        return TitleColumn(
            self.name,
            label=self.label,
            accessor=self.read,
            sort_key=self.sort or None,
            get_url=get_url,
        )


def of(path: str) -> Callable[[Any], Any]:
    """The value at the end of dots, “–” where one of them is missing."""
    read = attrgetter(path)

    def value(row: Any) -> Any:
        try:
            found = read(row)
        except AttributeError:
            return "–"
        found = found() if callable(found) else found
        return "–" if found in (None, "") else found

    return value


def day(path: str) -> Callable[[Any], str]:
    return lambda row: _dated(of(path)(row), "DATE_FORMAT")


def moment(path: str) -> Callable[[Any], str]:
    return lambda row: _dated(of(path)(row), "DATETIME_FORMAT")


def yes_or_no(path: str) -> Callable[[Any], str]:
    return lambda row: _("yes") if of(path)(row) is True else _("no")


def need_title(need: Any) -> str:
    """The number of a need and its words for the reader."""
    words = need.wording((get_language() or "fr")[:2])
    return f"{need.number} · {words.title}" if words else str(need.number)


def in_language(row: Any, name: str) -> str:
    """``row.name_fr`` or ``row.name_en``, whichever the reader reads."""
    code = (get_language() or "fr")[:2]
    return getattr(row, f"{name}_{code}", "") or getattr(row, f"{name}_fr")


def place_name(place: Any) -> str:
    """A co-op goes by its short name in both languages; a federation has two."""
    return getattr(place, "short_name", "") or in_language(place, "name")


def defused(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula, made plain text."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def _dated(value: Any, shape: str) -> str:
    if isinstance(value, str):
        return value
    return date_format(localtime(value) if hasattr(value, "hour") else value, shape)
