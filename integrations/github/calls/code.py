"""The repository itself, pull requests, releases, and what contains what."""

from collections.abc import Iterator
from urllib.parse import quote

from integrations.github import records
from integrations.github.calls.comparing import CompareCalls
from integrations.github.calls.wire import read
from integrations.github.records import Pull, RemoteRelease, RemoteRepository


class CodeCalls(CompareCalls):
    def repository(self, full_name: str) -> RemoteRepository:
        """By name: once, to learn the id."""
        return read(records.repository_of, self.get(f"/repos/{full_name}"))

    def repository_by_id(self, repository_id: int) -> RemoteRepository:
        row = self.get(f"/repositories/{repository_id}")
        return read(records.repository_of, row)

    def pull(self, repository_id: int, number: int) -> Pull:
        row = self.get(f"/repositories/{repository_id}/pulls/{number}")
        return read(records.pull_of, row)

    def releases(self, repository_id: int) -> Iterator[RemoteRelease]:
        """Newest first; drafts are among them where we may see them."""
        for row in self.pages(f"/repositories/{repository_id}/releases"):
            yield read(records.release_of, row)

    def release(self, repository_id: int, tag: str) -> RemoteRelease:
        path = f"/repositories/{repository_id}/releases/tags/{quote(tag, safe='')}"
        return read(records.release_of, self.get(path))
