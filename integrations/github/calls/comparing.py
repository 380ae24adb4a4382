"""What a version holds: comparisons, and the commits of a pull request."""

from collections.abc import Iterator
from urllib.parse import quote

from integrations.github import records
from integrations.github.calls.wire import PER_PAGE, Wire, read
from integrations.github.errors import Missing
from integrations.github.records import Json, RemoteCommit

# GitHub tells no more than these of one comparison.
MOST_COMMITS = 10_000
OPINION = {"APPROVED", "CHANGES_REQUESTED"}


class CompareCalls(Wire):
    def comparison(self, repository_id: int, base: str, head: str) -> str:
        """ahead, behind, identical or diverged: how ``head`` stands to ``base``."""
        return str(self._compared(repository_id, base, head, 1, 1)["status"])

    def gained(
        self, repository_id: int, base: str, head: str
    ) -> list[RemoteCommit] | None:
        """The commits of ``head`` that ``base`` lacks; ``None`` unless ``head`` comes
        after ``base`` on one line. Without pages GitHub would stop at 250."""
        first = self._compared(repository_id, base, head, PER_PAGE, 1)
        if first["behind_by"]:
            return None
        rows, page = list(first["commits"]), 1
        while len(rows) < min(first["total_commits"], MOST_COMMITS):
            page += 1
            more = self._compared(repository_id, base, head, PER_PAGE, page)["commits"]
            if not more:
                break
            rows += more
        return [read(records.commit_of, row) for row in rows]

    def pull_commits(self, repository_id: int, number: int) -> list[RemoteCommit]:
        path = f"/repositories/{repository_id}/pulls/{number}/commits"
        return [read(records.commit_of, row) for row in self.pages(path)]

    def reviewers(self, repository_id: int, number: int) -> Iterator[str]:
        """Logins of those who gave an opinion, where the server tells reviews."""
        path = f"/repositories/{repository_id}/pulls/{number}/reviews"
        try:
            for row in self.pages(path):
                if row.get("state") in OPINION:
                    yield records.login_of(row.get("user"))
        except Missing:
            return

    def _compared(
        self, repository_id: int, base: str, head: str, size: int, page: int
    ) -> Json:
        span = f"{quote(base, safe='')}...{quote(head, safe='')}"
        path = f"/repositories/{repository_id}/compare/{span}"
        return self.get(path, {"per_page": size, "page": page})
