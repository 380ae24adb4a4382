"""Commits, branches and tags: a history small enough to hold in a dictionary."""

import hashlib
from collections.abc import Iterable

from integrations.github.sandbox.store import Data, Record


def add(
    data: Data,
    *,
    message: str,
    by: str,
    at: str,
    files: Iterable[str] = (),
    branch: str = "",
    parents: Iterable[str] | None = None,
) -> str:
    """Adds a commit on ``branch`` (the default one unless named) and returns its sha."""
    branch = branch or data["repository"]["default_branch"]
    head = data["branches"].get(branch)
    kept = list(parents) if parents is not None else [head] if head else []
    # The counter keeps two equal commits of the same second apart.
    known = f"{message}\0{by}\0{at}\0{kept}\0{len(data['commits'])}"
    sha = hashlib.sha1(known.encode(), usedforsecurity=False).hexdigest()
    data["commits"][sha] = _commit(sha, message, by, at, kept, list(files))
    data["branches"][branch] = sha
    data["repository"]["pushed_at"] = at
    return sha


def _commit(
    sha: str, message: str, by: str, at: str, parents: list[str], files: list[str]
) -> Record:
    return {
        "sha": sha,
        "message": message,
        "author": by,
        "at": at,
        "parents": parents,
        "files": files,
    }


def branch_off(data: Data, wanted: str, start: str = "") -> str:
    """A new branch at ``start`` (a tag, for a hotfix), else at the head of the default
    one; a free name close to ``wanted``. ValueError for a start that is not there."""
    at = resolve(data, start or data["repository"]["default_branch"])
    if at is None:
        raise ValueError(f"There is no {start!r} to start from.")
    name, turn = wanted, 1
    while name in data["branches"]:
        turn += 1
        name = f"{wanted}-{turn}"
    data["branches"][name] = at
    return name


def resolve(data: Data, ref: str) -> str | None:
    """The sha that a branch, a tag, a full sha or its first seven characters name."""
    ref = ref.removeprefix("refs/").removeprefix("heads/").removeprefix("tags/")
    found = data["branches"].get(ref) or data["tags"].get(ref)
    if found or ref in data["commits"]:
        return str(found or ref)
    short = [sha for sha in data["commits"] if len(ref) >= 7 and sha.startswith(ref)]
    return short[0] if len(short) == 1 else None


def ancestors(data: Data, sha: str) -> dict[str, None]:
    """Every commit reachable from ``sha``, itself first, parents after children."""
    seen: dict[str, None] = {}
    waiting = [sha]
    while waiting:
        current = waiting.pop(0)
        if current not in seen:
            seen[current] = None
            waiting += data["commits"][current]["parents"]
    order = {known: place for place, known in enumerate(data["commits"])}
    return dict.fromkeys(sorted(seen, key=lambda known: -order[known]))


def merge_base(data: Data, one: str, other: str) -> str | None:
    """The newest commit that both histories hold, or None for unrelated ones."""
    shared = ancestors(data, other)
    return next((sha for sha in ancestors(data, one) if sha in shared), None)


def ahead(data: Data, head: str, base: str) -> list[str]:
    """The commits reachable from sha ``head`` and not from ``base``, oldest first."""
    known = ancestors(data, base)
    return [sha for sha in reversed(ancestors(data, head)) if sha not in known]


def pull_commits(data: Data, pull: Record) -> list[str]:
    """The commits of a pull request; kept when it was merged, since base then has them."""
    facts = pull["pull"]
    if facts["commits"] is not None:
        return list(facts["commits"])
    return ahead(data, data["branches"][facts["head"]], data["branches"][facts["base"]])
