"""Releases."""

from integrations.github.sandbox import shapes
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.store import Data, Record


def release(data: Data, row: Record, places: Addresses) -> Record:
    """One release."""
    own, tag = places.repo(f"/releases/{row['id']}"), row["tag"]
    return {
        "url": own,
        "assets_url": f"{own}/assets",
        "upload_url": own + "/assets{?name,label}",
        "html_url": places.page(f"/releases/tag/{tag}"),
        "id": row["id"],
        "node_id": shapes.node_id("Release", row["id"]),
        "author": shapes.people.simple(data, row["author"], places),
        "tag_name": tag,
        "target_commitish": row["target"],
        "name": row["name"],
        "body": row["body"],
        "draft": row["draft"],
        "prerelease": row["prerelease"],
        "immutable": False,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "published_at": row["published_at"],
        "assets": [],
        "tarball_url": None if row["draft"] else places.repo(f"/tarball/{tag}"),
        "zipball_url": None if row["draft"] else places.repo(f"/zipball/{tag}"),
    }
