"""Pull requests."""

from integrations.github.sandbox import history, shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record

FROM_ISSUE = (
    "number", "state", "locked", "title", "body", "user", "labels", "assignee", "assignees", "milestone",
    "created_at", "updated_at", "closed_at", "comments_url", "author_association", "active_lock_reason", "html_url",
)  # fmt: skip


def simple(data: Data, row: Record, places: Addresses) -> Record:
    """A pull request as it stands in lists."""
    facts, own = row["pull"], places.repo(f"/pulls/{row['number']}")
    half = shapes.issues.issue(data, row, places)
    kept = {name: half[name] for name in FROM_ISSUE}
    return kept | {
        "id": facts["id"],
        "node_id": shapes.node_id("PullRequest", facts["id"]),
        "url": own,
        "issue_url": half["url"],
        "diff_url": f"{half['html_url']}.diff",
        "patch_url": f"{half['html_url']}.patch",
        "commits_url": f"{own}/commits",
        "review_comments_url": f"{own}/comments",
        "review_comment_url": places.repo("/pulls/comments{/number}"),
        "statuses_url": places.repo(f"/statuses/{head_sha(data, row)}"),
        "merge_commit_sha": facts["merge_sha"],
        "merged_at": facts["merged_at"],
        "head": _end(data, facts["head"], head_sha(data, row), places),
        "base": _end(data, facts["base"], facts["base_sha"], places),
        "_links": _links(own, half),
        "requested_reviewers": [],
        "requested_teams": [],
        "draft": False,
        "auto_merge": None,
    }


def full(data: Data, row: Record, places: Addresses) -> Record:
    """A pull request asked for by itself."""
    facts = row["pull"]
    shas = history.pull_commits(data, row)
    files = {name for sha in shas for name in data["commits"][sha]["files"]}
    open_ = row["state"] == "open"
    return simple(data, row, places) | {
        "merged": facts["merged"],
        "merged_by": shapes.people.nullable(data, facts["merged_by"], places),
        "mergeable": True if open_ else None,
        "mergeable_state": "clean" if open_ else "unknown",
        "rebaseable": True if open_ else None,
        "maintainer_can_modify": False,
        "comments": sum(
            line["issue"] == row["number"] for line in data["comments"].values()
        ),
        "review_comments": 0,
        "commits": len(shas),
        "additions": len(files),
        "deletions": 0,
        "changed_files": len(files),
    }


def head_sha(data: Data, row: Record) -> str:
    """Where its branch stands, or stood when it was merged."""
    facts = row["pull"]
    return str(
        facts["head_sha"] if facts["merged"] else data["branches"][facts["head"]]
    )


def _end(data: Data, branch: str, sha: str, places: Addresses) -> Record:
    owner = data["repository"]["owner"]
    return {
        "label": f"{owner}:{branch}",
        "ref": branch,
        "sha": sha,
        "user": shapes.people.simple(data, owner, places),
        "repo": shapes.repository.plain(data, places),
    }


def _links(own: str, half: Record) -> Record:
    targets = {
        "self": own,
        "html": half["html_url"],
        "issue": half["url"],
        "comments": half["comments_url"],
        "review_comments": f"{own}/comments",
        "review_comment": own + "/comments{/number}",
        "commits": f"{own}/commits",
        "statuses": f"{own}/statuses",
    }
    return {name: {"href": address} for name, address in targets.items()}
