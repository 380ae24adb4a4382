"""Asking and reading, whatever carries it. The client brings the carrier."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from integrations.github.errors import Unclear
from integrations.github.records import Json

PER_PAGE = 100
MAX_PAGES = 100
OTHER_FORM = "GitHub's answer has another form than expected."

Read = TypeVar("Read")


class Wire:
    """Paths are those of the REST API, repositories by id."""

    def ask(
        self, verb: str, path: str, query: Any = None, fields: Any = None
    ) -> tuple[dict[str, str], Any]:
        """The headers and the JSON of one answer; our own errors for the rest."""
        raise NotImplementedError

    def ask_if_new(self, path: str, etag: str) -> tuple[dict[str, str], Any] | None:
        """A read that ``etag`` may spare: ``None`` for "not modified"."""
        raise NotImplementedError

    def get(self, path: str, query: dict[str, Any] | None = None) -> Json:
        _headers, data = self.ask("GET", path, query)
        if not isinstance(data, dict):
            raise Unclear(OTHER_FORM)
        return data

    def pages(self, path: str, query: dict[str, Any] | None = None) -> Iterator[Json]:
        """Every row of a list, page by page, as raw JSON: PyGithub's objects would
        ask again for each row."""
        asked = {**(query or {}), "per_page": PER_PAGE, "page": 1}
        for _page in range(MAX_PAGES):
            headers, rows = self.ask("GET", path, asked)
            if not isinstance(rows, list):
                raise Unclear("GitHub's answer is no list.")
            yield from rows
            if not (more := next_query(headers)):
                return
            asked = dict(parse_qsl(more))


def read(reader: Callable[[Json], Read], row: Any) -> Read:
    try:
        return reader(row)
    except (KeyError, TypeError, ValueError) as error:
        raise Unclear(OTHER_FORM) from error


def next_query(headers: dict[str, str]) -> str:
    """The query of the next page, as GitHub gives it (pages or cursors)."""
    found = re.search(r'<([^>]+)>; rel="next"', headers.get("link", ""))
    return urlsplit(found[1]).query if found else ""


def utc(at: datetime) -> str:
    """A time as GitHub's queries take it: UTC, or hours of changes would be missed."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
