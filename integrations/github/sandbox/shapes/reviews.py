"""Reviews, check runs and check suites."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record

APP_ID = 81


def review(data: Data, pull: Record, row: Record, places: Addresses) -> Record:
    """One review."""
    own = places.repo(f"/pulls/{pull['number']}")
    html = f"{shapes.issues.page(pull, places)}#pullrequestreview-{row['id']}"
    return {
        "id": row["id"],
        "node_id": shapes.node_id("PullRequestReview", row["id"]),
        "user": shapes.people.simple(data, row["user"], places),
        "body": row["body"],
        "state": row["state"],
        "html_url": html,
        "pull_request_url": own,
        "author_association": shapes.people.association(data, row["user"]),
        "_links": {"html": {"href": html}, "pull_request": {"href": own}},
        "submitted_at": row["at"],
        "commit_id": row["sha"],
    }


def webhook(data: Data, pull: Record, row: Record, places: Addresses) -> Record:
    """The same inside a webhook, where the state is written small."""
    shown = review(data, pull, row, places)
    return shown | {"state": row["state"].lower(), "updated_at": row["at"]}


def run(data: Data, sha: str, row: Record, places: Addresses) -> Record:
    """One test of a commit."""
    own = places.repo(f"/check-runs/{row['id']}")
    return {
        "id": row["id"],
        "head_sha": sha,
        "node_id": shapes.node_id("CheckRun", row["id"]),
        "external_id": "",
        "url": own,
        "html_url": places.page(f"/runs/{row['id']}"),
        "details_url": places.page(f"/runs/{row['id']}"),
        "status": "completed" if row["conclusion"] else "in_progress",
        "conclusion": row["conclusion"],
        "started_at": row["at"],
        "completed_at": row["at"] if row["conclusion"] else None,
        "output": {
            "title": None,
            "summary": None,
            "text": None,
            "annotations_count": 0,
            "annotations_url": f"{own}/annotations",
        },
        "name": row["name"],
        "check_suite": {"id": row["suite"]},
        "app": None,
        "pull_requests": [],
    }


def status(data: Data, sha: str, places: Addresses) -> Record:
    """Statuses of the older kind: the sandbox has none."""
    own = places.repo(f"/commits/{sha}")
    return {
        "state": "pending",
        "statuses": [],
        "sha": sha,
        "total_count": 0,
        "repository": shapes.repository.plain(data, places),
        "commit_url": own,
        "url": f"{own}/status",
    }


def suite(data: Data, pull: Record, row: Record, places: Addresses) -> Record:
    """The suite of a test that ended, as its webhook tells it."""
    sha = shapes.pulls.head_sha(data, pull)
    own = places.repo(f"/check-suites/{row['suite']}")
    return {
        "id": row["suite"],
        "node_id": shapes.node_id("CheckSuite", row["suite"]),
        "head_branch": pull["pull"]["head"],
        "head_sha": sha,
        "status": "completed",
        "conclusion": row["conclusion"],
        "url": own,
        "before": None,
        "after": sha,
        "pull_requests": [],
        "app": _app(data, places),
        "created_at": row["at"],
        "updated_at": row["at"],
        "latest_check_runs_count": 1,
        "check_runs_url": f"{own}/check-runs",
        "head_commit": _commit(data, sha),
    }


def _app(data: Data, places: Addresses) -> Record:
    owner = data["repository"]["owner"]
    return {
        "id": APP_ID, "slug": "tests", "name": "Tests", "description": None,
        "node_id": shapes.node_id("App", APP_ID),
        "owner": shapes.people.simple(data, owner, places),
        "external_url": places.origin, "html_url": f"{places.origin}/apps/tests",
        "created_at": data["repository"]["created_at"],
        "updated_at": data["repository"]["created_at"],
    }  # fmt: skip


def _commit(data: Data, sha: str) -> Record:
    row = data["commits"][sha]
    person = {"name": row["author"], "email": f"{row['author']}@users.noreply.example"}
    return {
        "id": sha,
        "tree_id": sha,
        "message": row["message"],
        "timestamp": row["at"],
        "author": person,
        "committer": person,
    }
