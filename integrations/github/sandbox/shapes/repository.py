"""The repository, in the three lengths that GitHub uses."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record

TEMPLATES = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
}

RIGHTS = {"admin": False, "maintain": True, "push": True, "triage": True, "pull": True}


def plain(data: Data, places: Addresses) -> Record:
    """The repository inside other answers."""
    row = data["repository"]
    return {
        **_identity(data, places),
        **{name: places.repo(tail) for name, tail in TEMPLATES.items()},
        **_clones(places),
        **_counts(data),
        **dict.fromkeys(("homepage", "language", "mirror_url", "license")),
        **dict.fromkeys(
            (
                "private",
                "fork",
                "disabled",
                "is_template",
                "has_pages",
                "has_wiki",
            ),
            False,
        ),
        **dict.fromkeys(
            ("has_projects", "has_discussions", "web_commit_signoff_required"), False
        ),
        **dict.fromkeys(("has_downloads", "allow_forking"), True),
        "archived": bool(row.get("archived")),
        "has_issues": bool(row.get("has_issues", True)),
        "default_branch": row["default_branch"],
        "topics": [],
        "visibility": "public",
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "pushed_at": row["pushed_at"],
    }


def full(data: Data, places: Addresses) -> Record:
    """The repository asked for by itself."""
    counts = {"network_count": 0, "subscribers_count": 1}
    owner = shapes.people.simple(data, data["repository"]["owner"], places)
    return plain(data, places) | counts | {"permissions": RIGHTS, "organization": owner}


def webhook(data: Data, places: Addresses) -> Record:
    """The repository inside a webhook."""
    return plain(data, places)


def _identity(data: Data, places: Addresses) -> Record:
    row = data["repository"]
    return {
        "id": row["id"],
        "node_id": shapes.node_id("Repository", row["id"]),
        "name": row["name"],
        "full_name": f"{row['owner']}/{row['name']}",
        "owner": shapes.people.simple(data, row["owner"], places),
        "description": row["description"],
        "url": places.repo(),
        "html_url": places.page(),
    }


def _clones(places: Addresses) -> Record:
    return {
        "clone_url": places.page(".git"),
        "git_url": places.page(".git"),
        "ssh_url": places.page(".git"),
        "svn_url": places.page(),
    }


def _counts(data: Data) -> Record:
    waiting = sum(row["state"] == "open" for row in data["issues"].values())
    none = (
        "size",
        "stargazers_count",
        "watchers",
        "watchers_count",
        "forks",
        "forks_count",
    )
    return {
        "open_issues": waiting,
        "open_issues_count": waiting,
        **dict.fromkeys(none, 0),
    }
