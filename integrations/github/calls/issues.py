"""Issues: make, read, list, change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from integrations.github import records
from integrations.github.calls.wire import Wire, next_query, read, utc
from integrations.github.errors import Unclear
from integrations.github.records import Issue, Json


@dataclass(frozen=True)
class IssuesPage:
    """Pull requests are among the issues; ``more`` is the query of the next page."""

    etag: str
    issues: tuple[Issue, ...]
    more: str


class IssueCalls(Wire):
    def create_issue(
        self,
        repository_id: int,
        *,
        title: str,
        body: str,
        labels: list[str],
        milestone: int | None = None,
    ) -> Issue:
        """Raises ``Unclear`` when GitHub may have made the issue all the same."""
        fields: Json = {"title": title, "body": body, "labels": labels}
        if milestone is not None:
            fields["milestone"] = milestone
        return self._written("POST", f"/repositories/{repository_id}/issues", fields)

    def update_issue(self, repository_id: int, number: int, **fields: Any) -> Issue:
        return self._written("PATCH", _path(repository_id, number), dict(fields))

    def issue(self, repository_id: int, number: int) -> Issue:
        """``Missing`` when it was deleted or moved out of reach."""
        return read(records.issue_of, self.get(_path(repository_id, number)))

    def issues_since(
        self, repository_id: int, since: datetime, *, sort: str = "updated"
    ) -> Iterator[Issue]:
        """Issues of any state changed since a time, newest first, pulls left out."""
        query = {
            "state": "all", "since": utc(since), "sort": sort, "direction": "desc",
        }  # fmt: skip
        for row in self.pages(f"/repositories/{repository_id}/issues", query):
            issue = read(records.issue_of, row)
            if not issue.is_pull:
                yield issue

    def issues_page(
        self, repository_id: int, query: str, etag: str
    ) -> "IssuesPage | None":
        """One page as ``query`` asks for it; ``None`` when it is still the one that
        ``etag`` marks."""
        path = f"/repositories/{repository_id}/issues"
        told = self.ask_if_new(f"{path}?{query}", etag)
        if told is None:
            return None
        headers, rows = told
        if not isinstance(rows, list):
            raise Unclear("GitHub's answer is no list.")
        issues = tuple(read(records.issue_of, row) for row in rows)
        return IssuesPage(headers.get("etag", ""), issues, next_query(headers))

    def changed_since(self, repository_id: int, since: datetime) -> Iterator[Json]:
        """Issues and pull requests changed since a time, as raw rows."""
        query = {
            "state": "all", "since": utc(since), "sort": "updated", "direction": "desc",
        }  # fmt: skip
        return self.pages(f"/repositories/{repository_id}/issues", query)

    def timeline(self, repository_id: int, number: int) -> Iterator[Json]:
        return self.pages(f"{_path(repository_id, number)}/timeline")

    def events(self, repository_id: int, number: int) -> Iterator[Json]:
        """Changes of state, also of an issue that is no issue any more."""
        return self.pages(f"{_path(repository_id, number)}/events")

    def add_part(self, repository_id: int, number: int, part_id: int) -> None:
        """Make an issue, by its id, a sub-issue. ``Rejected`` when it has another
        issue above it."""
        path, fields = f"{_path(repository_id, number)}/sub_issues", {}
        fields["sub_issue_id"] = part_id
        _headers, data = self.ask("POST", path, None, fields)
        read(records.issue_of, data)

    def remove_part(self, repository_id: int, number: int, part_id: int) -> None:
        fields = {"sub_issue_id": part_id}
        path = f"{_path(repository_id, number)}/sub_issue"
        self.ask("DELETE", path, None, fields)

    def _written(self, verb: str, path: str, fields: Json) -> Issue:
        """A write is believed only when the answer is the thing we wrote."""
        _headers, data = self.ask(verb, path, None, fields)
        issue = read(records.issue_of, data)
        if issue.title != fields.get("title", issue.title):
            raise Unclear("GitHub's answer is not what was sent.")
        return issue


def _path(repository_id: int, number: int) -> str:
    return f"/repositories/{repository_id}/issues/{number}"
