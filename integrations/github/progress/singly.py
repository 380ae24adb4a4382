"""The same asked one thing at a time: for servers without GraphQL, and for pull
requests that close nothing by themselves (another branch than the default one)."""

from integrations.github.calls.wire import Wire, read
from integrations.github.errors import Denied, Missing
from integrations.github.progress import standing
from integrations.github.progress.standing import PartStand, PullStand
from integrations.github.records import Json

OPINIONS = {"APPROVED", "CHANGES_REQUESTED", "DISMISSED"}


class ProgressCalls(Wire):
    def pull_stand(self, repository_id: int, number: int, home: str) -> PullStand:
        """Four requests: the pull request, its reviews, its two kinds of tests."""
        row = self.get(f"/repositories/{repository_id}/pulls/{number}")
        words = self._last_words(repository_id, number)
        review, approvals = standing.review_of(words)
        checks = self._checks(repository_id, str(row["head"]["sha"]))
        state = standing.pull_state(
            str(row["state"]), merged=bool(row.get("merged_at")),
            draft=bool(row.get("draft")),
        )  # fmt: skip
        return PullStand(
            number, home, row["html_url"], state, review, approvals, checks
        )

    def parts(self, repository_id: int, number: int) -> tuple[PartStand, ...] | None:
        """Sub-issues in their order; ``None`` where the server knows none."""
        path = f"/repositories/{repository_id}/issues/{number}/sub_issues"
        try:
            return tuple(read(_part, row) for row in self.pages(path))
        except Missing:
            return None

    def _last_words(self, repository_id: int, number: int) -> list[str]:
        """Each reviewer's last opinion; a remark without one changes nothing."""
        last: dict[object, str] = {}
        for row in self.pages(f"/repositories/{repository_id}/pulls/{number}/reviews"):
            if row["state"] in OPINIONS:
                last[(row.get("user") or {}).get("id")] = row["state"]
        return list(last.values())

    def _checks(self, repository_id: int, sha: str) -> str:
        path = f"/repositories/{repository_id}/commits/{sha}"
        try:
            runs = self.get(f"{path}/check-runs", {"per_page": 100})["check_runs"]
            told = self.get(f"{path}/status", {"per_page": 100})
        except (Denied, Missing):
            return standing.UNKNOWN
        ended = [row.get("conclusion") or "" for row in runs]
        if told["total_count"]:
            ended.append("" if told["state"] == "pending" else told["state"])
        return standing.checks_of(ended)


def _part(row: Json) -> PartStand:
    closed = row["state"] == "closed"
    return PartStand(
        number=int(row["number"]),
        html_url=row.get("html_url") or "",
        title=row.get("title") or "",
        state=row["state"],
        done=closed and row.get("state_reason") in (None, "completed"),
    )
