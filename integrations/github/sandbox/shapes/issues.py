"""Issues and their comments."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record

EMOTIONS = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")


def issue(data: Data, row: Record, places: Addresses) -> Record:
    """One issue; a pull request carries a pointer to its other half."""
    own = places.repo(f"/issues/{row['number']}")
    shown = {
        "url": own,
        "repository_url": places.repo(),
        "labels_url": own + "/labels{/name}",
        "comments_url": own + "/comments",
        "events_url": own + "/events",
        "timeline_url": own + "/timeline",
        "html_url": page(row, places),
        "node_id": shapes.node_id("Issue", row["id"]),
        "labels": shapes.labels.of_issue(data, row, places),
        "reactions": reactions(own),
        **_copied(row),
        **_people(data, row, places),
        "milestone": shapes.milestones.of_issue(data, row, places),
        "active_lock_reason": None,
        "performed_via_github_app": None,
        "comments": sum(
            line["issue"] == row["number"] for line in data["comments"].values()
        ),
        "locked": False,
        "author_association": shapes.people.association(data, row["user"]),
    }
    return shown | _pull_half(row, places)


def webhook(data: Data, row: Record, places: Addresses) -> Record:
    """The same inside a webhook, where GitHub does not say who closed it."""
    shown = issue(data, row, places)
    del shown["closed_by"]
    return shown


def comment(data: Data, row: Record, places: Addresses) -> Record:
    """One comment."""
    own = places.repo(f"/issues/comments/{row['id']}")
    return {
        "url": own,
        "html_url": f"{page(data['issues'][str(row['issue'])], places)}#issuecomment-{row['id']}",
        "issue_url": places.repo(f"/issues/{row['issue']}"),
        "id": row["id"],
        "node_id": shapes.node_id("IssueComment", row["id"]),
        "user": shapes.people.simple(data, row["user"], places),
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "body": row["body"],
        "author_association": shapes.people.association(data, row["user"]),
        "performed_via_github_app": None,
        "reactions": reactions(own),
    }


def page(row: Record, places: Addresses) -> str:
    """The page for people."""
    if row.get("lost") == "moved":
        return f"{places.origin}/carnet-commun/elsewhere/issues/{row['number']}"
    return places.page(f"/{'pull' if row['pull'] else 'issues'}/{row['number']}")


def reactions(own: str) -> Record:
    """Nobody reacts in the sandbox, but the field is required."""
    return {"url": f"{own}/reactions", "total_count": 0, **dict.fromkeys(EMOTIONS, 0)}


def _copied(row: Record) -> Record:
    names = (
        "id",
        "number",
        "title",
        "body",
        "state",
        "state_reason",
        "created_at",
        "updated_at",
        "closed_at",
    )
    return {name: row[name] for name in names}


def _people(data: Data, row: Record, places: Addresses) -> Record:
    assigned = [shapes.people.simple(data, login, places) for login in row["assignees"]]
    return {
        "user": shapes.people.simple(data, row["user"], places),
        "assignee": assigned[0] if assigned else None,
        "assignees": assigned,
        "closed_by": shapes.people.nullable(data, row["closed_by"], places),
    }


def _pull_half(row: Record, places: Addresses) -> Record:
    if not row["pull"]:
        return {}
    html = page(row, places)
    half = {
        "url": places.repo(f"/pulls/{row['number']}"),
        "html_url": html,
        "diff_url": f"{html}.diff",
    }
    half |= {"patch_url": f"{html}.patch", "merged_at": row["pull"]["merged_at"]}
    return {"pull_request": half, "draft": False}
