"""Releases: a tag on a commit, a name and notes."""

import re

from integrations.github.sandbox import history, shapes
from integrations.github.sandbox.acts.act import Act, Refused
from integrations.github.sandbox.store import Data, Record


def publish(
    act: Act,
    *,
    tag: str,
    name: str | None,
    notes: str | None,
    target: str = "",
    draft: bool = False,
    prerelease: bool = False,
) -> Record:
    """A new release. A tag that does not exist yet is put on the head of ``target``."""
    _check(act.data, tag)
    target = target or act.data["repository"]["default_branch"]
    release: Record = {
        "id": act.next_id(),
        "tag": tag,
        "name": name,
        "body": notes,
        "target": target,
    }
    release |= {"draft": draft, "prerelease": prerelease, "author": act.by}
    release |= {"created_at": act.at, "updated_at": act.at, "published_at": None}
    if not draft:
        _make_public(act, release)
    act.data["releases"][str(release["id"])] = release
    tell(act, release, "created")
    if not draft:
        _tell_public(act, release)
    return release


def change(act: Act, release: Record, facts: Record) -> None:
    """Edits a release; turning ``draft`` off publishes it."""
    if facts.get("tag", release["tag"]) != release["tag"]:
        _check(act.data, facts["tag"])
    published = release["draft"] and facts.get("draft") is False
    before = {key: release[key] or "" for key in ("name", "body")}
    release |= facts | {"updated_at": act.at}
    if published:
        _make_public(act, release)
        _tell_public(act, release)
        return
    changes = {
        key: {"from": old} for key, old in before.items() if old != (release[key] or "")
    }
    tell(act, release, "edited", changes=changes)


def delete(act: Act, release: Record) -> None:
    """Takes the release away; its tag stays."""
    del act.data["releases"][str(release["id"])]
    tell(act, release, "deleted")


def published(data: Data) -> list[Record]:
    """Public releases, newest first."""
    rows = [row for row in data["releases"].values() if not row["draft"]]
    return sorted(rows, key=lambda row: (row["published_at"], row["id"]), reverse=True)


def tell(act: Act, release: Record, action: str, **parts: Record) -> None:
    """Tells the portal about the release."""
    act.tell(
        "release",
        action,
        release=shapes.releases.release(act.data, release, act.places),
        **parts,
    )


def _make_public(act: Act, release: Record) -> None:
    if release["tag"] not in act.data["tags"]:
        sha = history.resolve(act.data, release["target"])
        if sha is None:
            raise Refused("Validation Failed", field="target_commitish")
        act.data["tags"][release["tag"]] = sha
    release["published_at"] = act.at


def _tell_public(act: Act, release: Record) -> None:
    tell(act, release, "published")
    tell(act, release, "prereleased" if release["prerelease"] else "released")


def _check(data: Data, tag: str) -> None:
    if not re.fullmatch(r"[\w.][\w./+-]{0,99}", tag):
        raise Refused("Validation Failed", field="tag_name", code="custom")
    if any(row["tag"] == tag and not row["draft"] for row in data["releases"].values()):
        raise Refused("Validation Failed", field="tag_name", code="already_exists")
