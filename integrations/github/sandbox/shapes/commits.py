"""Commits, comparisons, tags and refs."""

from integrations.github.sandbox import history, shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record

UNSIGNED = {
    "verified": False,
    "reason": "unsigned",
    "signature": None,
    "payload": None,
    "verified_at": None,
}


def commit(data: Data, sha: str, places: Addresses) -> Record:
    """A commit as it stands in lists."""
    row = data["commits"][sha]
    author = shapes.people.simple(data, row["author"], places)
    return {
        "sha": sha,
        "node_id": shapes.node_id("Commit", sha),
        "commit": _inner(data, row, places),
        "url": places.repo(f"/commits/{sha}"),
        "html_url": places.page(f"/commit/{sha}"),
        "comments_url": places.repo(f"/commits/{sha}/comments"),
        "author": author,
        "committer": author,
        "parents": [_parent(parent, places) for parent in row["parents"]],
    }


def full(data: Data, sha: str, places: Addresses) -> Record:
    """A commit asked for by itself, with its files."""
    names = data["commits"][sha]["files"]
    stats = {"additions": len(names), "deletions": 0, "total": len(names)}
    files = [changed_file(name, sha, places) for name in names]
    return commit(data, sha, places) | {"stats": stats, "files": files}


def comparison(
    data: Data, base: str, head: str, places: Addresses, page: slice
) -> Record:
    """``git log base..head`` oldest first; ``page`` cuts the commits, not the counts."""
    gained, lacking = history.ahead(data, head, base), history.ahead(data, base, head)
    shared = history.merge_base(data, head, base)
    own = f"/compare/{base}...{head}"
    html = places.page(own)
    names = sorted({name for sha in gained for name in data["commits"][sha]["files"]})
    return {
        "url": places.repo(own),
        "html_url": html,
        "permalink_url": html,
        "diff_url": f"{html}.diff",
        "patch_url": f"{html}.patch",
        "base_commit": commit(data, base, places),
        "merge_base_commit": commit(data, shared or base, places),
        "status": _status(bool(gained), bool(lacking)),
        "ahead_by": len(gained),
        "behind_by": len(lacking),
        "total_commits": len(gained),
        "commits": [commit(data, sha, places) for sha in gained[page]],
        "files": [changed_file(name, head, places) for name in names[:300]],
    }


def ref(name: str, sha: str, places: Addresses) -> Record:
    """A branch or a tag by its full name (``refs/tags/v1``)."""
    return {
        "ref": name,
        "node_id": shapes.node_id("Ref", name),
        "url": places.repo(f"/git/{name}"),
        "object": {
            "sha": sha,
            "type": "commit",
            "url": places.repo(f"/git/commits/{sha}"),
        },
    }


def tag(name: str, sha: str, places: Addresses) -> Record:
    """A tag as it stands in the list of tags."""
    return {
        "name": name,
        "zipball_url": places.repo(f"/zipball/refs/tags/{name}"),
        "tarball_url": places.repo(f"/tarball/refs/tags/{name}"),
        "commit": {"sha": sha, "url": places.repo(f"/commits/{sha}")},
        "node_id": shapes.node_id("Ref", f"refs/tags/{name}"),
    }


def changed_file(name: str, sha: str, places: Addresses) -> Record:
    """A file a commit touched. Its content is not kept: nobody here reads it."""
    return {
        "sha": sha,
        "filename": name,
        "status": "modified",
        "additions": 1,
        "deletions": 0,
        "changes": 1,
        "blob_url": places.page(f"/blob/{sha}/{name}"),
        "raw_url": places.page(f"/raw/{sha}/{name}"),
        "contents_url": places.repo(f"/contents/{name}?ref={sha}"),
    }


def _inner(data: Data, row: Record, places: Addresses) -> Record:
    name = data["people"][row["author"]]["name"]
    signed = {
        "name": name,
        "email": f"{row['author']}@users.noreply.example",
        "date": row["at"],
    }
    return {
        "author": signed,
        "committer": signed,
        "message": row["message"],
        "tree": {"sha": row["sha"], "url": places.repo(f"/git/trees/{row['sha']}")},
        "url": places.repo(f"/git/commits/{row['sha']}"),
        "comment_count": 0,
        "verification": UNSIGNED,
    }


def _parent(sha: str, places: Addresses) -> Record:
    return {
        "sha": sha,
        "url": places.repo(f"/commits/{sha}"),
        "html_url": places.page(f"/commit/{sha}"),
    }


def _status(gained: bool, lacking: bool) -> str:
    if gained and lacking:
        return "diverged"
    return "ahead" if gained else "behind" if lacking else "identical"
