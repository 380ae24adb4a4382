"""Pull requests: opened from a branch, merged into one, closing what they name."""

import re
from collections.abc import Iterable

from integrations.github.sandbox import history
from integrations.github.sandbox.acts import issues
from integrations.github.sandbox.acts.act import Act, Refused
from integrations.github.sandbox.store import Data, Record

# The words by which GitHub links a pull request to the issue it closes.
CLOSING = re.compile(
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+"
    r"(?:(?:https?://[^\s/]+/)?([\w.-]+/[\w.-]+)(?:#|/issues/)|#)(\d+)\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"(?<![\w/])()#(\d+)\b")


def open_pull(
    act: Act, *, title: str, body: str | None, head: str, base: str
) -> Record:
    """A new pull request; issues named in its text get a line in their history."""
    head = head.rpartition(":")[2]
    for field, branch in (("head", head), ("base", base)):
        if branch not in act.data["branches"]:
            raise Refused("Validation Failed", field=field)
    if not history.ahead(
        act.data, act.data["branches"][head], act.data["branches"][base]
    ):
        raise Refused(
            f"No commits between {base} and {head}", field="head", code="custom"
        )
    pull = issues.add(act, title=title, body=body)
    pull["pull"] = _facts(act, head, base)
    for issue in _named(act.data, NAMED, f"{title}\n{body or ''}"):
        act.note(issue["number"], "cross-referenced", source=pull["number"])
        issue["updated_at"] = act.at
    issues.tell(act, pull, "opened")
    return pull


def closes(data: Data, pull: Record) -> list[Record]:
    """The issues it will close: those tied to it by hand, and those that its text
    says, which counts only when it goes to the default branch."""
    tied = [data["issues"][str(number)] for number in pull["pull"].get("tied", [])]
    if pull["pull"]["base"] != data["repository"]["default_branch"]:
        return tied
    said = _named(data, CLOSING, f"{pull['title']}\n{pull['body'] or ''}")
    return [*tied, *(issue for issue in said if issue not in tied)]


def tie(act: Act, pull: Record, issue: Record) -> Record:
    """As a person does in the side bar of an issue: no text says it, and nothing of
    it stands in the REST timeline but an event without a source."""
    pull["pull"].setdefault("tied", []).append(issue["number"])
    act.note(issue["number"], "connected")
    issue["updated_at"] = act.at
    return pull


def merge(
    act: Act, pull: Record, *, method: str = "merge", title: str = "", message: str = ""
) -> str:
    """Merges into the base branch and closes the issues it names. Returns the sha."""
    facts = pull["pull"]
    if facts["merged"] or pull["state"] == "closed":
        raise Refused("Pull Request is not mergeable", status=405)
    facts["commits"] = history.pull_commits(act.data, pull)
    facts["head_sha"] = act.data["branches"][facts["head"]]
    sha = _joined(act, pull, method, title, message)
    facts |= {
        "merged": True,
        "merged_at": act.at,
        "merged_by": act.by,
        "merge_sha": sha,
    }
    act.note(pull["number"], "merged", commit_id=sha)
    issues.close(act, pull)
    for issue in closes(act.data, pull):
        issues.close(act, issue, commit=sha)
    return sha


def push(
    act: Act, *, branch: str, message: str, files: Iterable[str], start: str = ""
) -> str:
    """A commit without a pull request; on the default branch it may close issues. A
    new branch begins at ``start``."""
    if branch not in act.data["branches"]:
        history.branch_off(act.data, branch, start)
    sha = history.add(
        act.data, message=message, by=act.by, at=act.at, files=files, branch=branch
    )
    for issue in _named(act.data, NAMED, message):
        act.note(issue["number"], "referenced", commit_id=sha)
    if branch == act.data["repository"]["default_branch"]:
        for issue in _named(act.data, CLOSING, message):
            issues.close(act, issue, commit=sha)
    return sha


def _joined(act: Act, pull: Record, method: str, title: str, message: str) -> str:
    facts, data = pull["pull"], act.data
    base, head = data["branches"][facts["base"]], data["branches"][facts["head"]]
    files = sorted(
        {name for sha in facts["commits"] for name in data["commits"][sha]["files"]}
    )
    if method == "rebase":
        return _replayed(act, facts)
    if method == "squash":
        words, parents = title or f"{pull['title']} (#{pull['number']})", [base]
    else:
        owner = data["repository"]["owner"]
        words = (
            title
            or f"Merge pull request #{pull['number']} from {owner}/{facts['head']}"
        )
        message, parents = message or pull["title"], [base, head]
    words = f"{words}\n\n{message}" if message else words
    return history.add(
        data,
        message=words,
        by=act.by,
        at=act.at,
        files=files,
        branch=facts["base"],
        parents=parents,
    )


def _replayed(act: Act, facts: Record) -> str:
    sha = ""
    for old in [act.data["commits"][known] for known in facts["commits"]]:
        sha = history.add(
            act.data,
            message=old["message"],
            by=old["author"],
            at=act.at,
            files=old["files"],
            branch=facts["base"],
        )
    return sha


def _facts(act: Act, head: str, base: str) -> Record:
    shas = {
        "head_sha": act.data["branches"][head],
        "base_sha": act.data["branches"][base],
    }
    fate = {
        "merged": False,
        "merged_at": None,
        "merged_by": None,
        "merge_sha": None,
        "commits": None,
    }
    return {"id": act.next_id(), "head": head, "base": base, **shas, **fate}


def _named(data: Data, words: re.Pattern[str], text: str) -> Iterable[Record]:
    own = f"{data['repository']['owner']}/{data['repository']['name']}".lower()
    for home, number in dict.fromkeys(words.findall(text)):
        if home and home.lower() != own:
            continue
        issue = data["issues"].get(number)
        if issue and not issue["pull"]:
            yield issue
