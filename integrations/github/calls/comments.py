"""Comments under issues."""

from collections.abc import Iterator
from datetime import datetime

from integrations.github import records
from integrations.github.calls.wire import Wire, read, utc
from integrations.github.records import RemoteComment


class CommentCalls(Wire):
    def comments(
        self, repository_id: int, number: int, since: datetime
    ) -> Iterator[RemoteComment]:
        """Those of one issue changed since a time, on every page of the list."""
        path = f"/repositories/{repository_id}/issues/{number}/comments"
        for row in self.pages(path, {"since": utc(since)}):
            yield read(records.comment_of, row)

    def comments_since(
        self, repository_id: int, since: datetime
    ) -> Iterator[RemoteComment]:
        path = f"/repositories/{repository_id}/issues/comments"
        query = {"since": utc(since), "sort": "updated", "direction": "asc"}
        for row in self.pages(path, query):
            yield read(records.comment_of, row)

    def comment(self, repository_id: int, comment_id: int) -> RemoteComment:
        """``Missing`` when it was deleted."""
        path = f"/repositories/{repository_id}/issues/comments/{comment_id}"
        return read(records.comment_of, self.get(path))

    def create_comment(
        self, repository_id: int, number: int, body: str
    ) -> RemoteComment:
        path = f"/repositories/{repository_id}/issues/{number}/comments"
        _headers, data = self.ask("POST", path, None, {"body": body})
        return read(records.comment_of, data)

    def edit_comment(
        self, repository_id: int, comment_id: int, body: str
    ) -> RemoteComment:
        path = f"/repositories/{repository_id}/issues/comments/{comment_id}"
        _headers, data = self.ask("PATCH", path, None, {"body": body})
        return read(records.comment_of, data)
