"""What the templates are shown: rows with their dates and texts made readable."""

from typing import Any

from django.utils.translation import pgettext

from integrations.github.sandbox import history, shapes
from integrations.github.sandbox.acts import pulls, releases, reviews
from integrations.github.sandbox.store import Data, Record
from integrations.github.sandbox.web.rendering import markdown, moment

Shown = dict[str, Any]


def issue(data: Data, row: Record) -> Shown:
    """An issue or a pull request, as a line of a list and as the head of its page."""
    tone, state = state_of(row)
    return {
        "number": row["number"],
        "title": row["title"],
        "path": f"/{'pull' if row['pull'] else 'issues'}/{row['number']}",
        "tone": tone,
        "state": state,
        "open": row["state"] == "open",
        "labels": [data["labels"][str(key)]["name"] for key in row["labels"]],
        "by": name_of(data, row["user"]),
        "at": moment(row["created_at"]),
        "assignees": [name_of(data, login) for login in row["assignees"]],
        "comments": sum(
            line["issue"] == row["number"] for line in data["comments"].values()
        ),
    }


def state_of(row: Record) -> tuple[str, str]:
    """The tone of the badge and its words."""
    if row["state"] == "open":
        asked = (
            pgettext("sandbox pull request", "Open")
            if row["pull"]
            else pgettext("sandbox", "Open")
        )
        return "evergreen", asked
    if row["pull"]:
        return (
            ("sky", pgettext("sandbox", "Merged"))
            if row["pull"]["merged"]
            else ("plain", pgettext("sandbox", "Closed without merging"))
        )
    words = {
        "not_planned": pgettext("sandbox", "Closed, not planned"),
        "duplicate": pgettext("sandbox", "Closed, duplicate"),
    }
    return "sky" if row["state_reason"] == "completed" else "plain", words.get(
        row["state_reason"], pgettext("sandbox", "Closed, done")
    )


def name_of(data: Data, login: str) -> str:
    """The name shown for a login."""
    return str(data["people"][login]["name"])


def history_of(data: Data, number: int) -> list[Shown]:
    """Comments and what happened, oldest first, in words."""
    rows = [row for row in data["events"] if row["issue"] == number]
    return [
        {"by": name_of(data, row["actor"]), "at": moment(row["at"]), **_line(data, row)}
        for row in rows
    ]


def _line(data: Data, row: Record) -> Shown:
    if row["event"] == "commented":
        return {
            "html": markdown(data["comments"][str(row["comment"])]["body"]),
            "anchor": row["comment"],
        }
    shown: Shown = {"words": _words(data, row)}
    if row.get("commit_id"):
        shown["commit"] = row["commit_id"]
    if row["event"] == "cross-referenced":
        shown["pull"] = row["source"]
    return shown


def _words(data: Data, row: Record) -> str:
    if row["event"] == "closed" and row.get("state_reason") == "not_planned":
        return pgettext("sandbox", "closed this as not planned")
    said = {
        "closed": pgettext("sandbox", "closed this"),
        "reopened": pgettext("sandbox", "reopened this"),
        "merged": pgettext("sandbox", "merged this"),
        "renamed": pgettext("sandbox", "changed the title"),
        "cross-referenced": pgettext("sandbox", "mentioned this in a pull request"),
        "sub_issue_added": pgettext("sandbox", "added a part"),
        "sub_issue_removed": pgettext("sandbox", "took a part away"),
        "parent_issue_added": pgettext("sandbox", "made this a part of another issue"),
        "parent_issue_removed": pgettext("sandbox", "took this out of another issue"),
        "transferred": pgettext("sandbox", "moved this here"),
        "referenced": pgettext("sandbox", "mentioned this in a commit"),
        "labeled": pgettext("sandbox", "added the label %(name)s")
        % {"name": row.get("name", "")},
        "unlabeled": pgettext("sandbox", "removed the label %(name)s")
        % {"name": row.get("name", "")},
    }
    if row["event"] in ("assigned", "unassigned"):
        return _assigned(data, row)
    return said.get(row["event"], str(row["event"]))


def _assigned(data: Data, row: Record) -> str:
    taken = row["event"] == "assigned"
    if row["assignee"] == row["actor"]:
        return (
            pgettext("sandbox", "took this")
            if taken
            else pgettext("sandbox", "gave this up")
        )
    given, left = (
        pgettext("sandbox", "gave this to %(name)s"),
        pgettext("sandbox", "took this from %(name)s"),
    )
    return (given if taken else left) % {"name": name_of(data, row["assignee"])}


def commit(data: Data, sha: str) -> Shown:
    """A commit: first line, rest, author and date."""
    row = data["commits"][sha]
    title, _sep, rest = row["message"].partition("\n")
    facts = {
        "sha": sha,
        "short": sha[:7],
        "title": title,
        "rest": rest.strip(),
        "files": row["files"],
    }
    return facts | {"by": name_of(data, row["author"]), "at": moment(row["at"])}


def pull(data: Data, row: Record) -> Shown:
    """A pull request with what it brings and what it closes."""
    closing = [issue(data, other) for other in pulls.closes(data, row)]
    brought = [commit(data, sha) for sha in history.pull_commits(data, row)]
    facts = row["pull"]
    ends = {
        "head": facts["head"],
        "base": facts["base"],
        "merged": facts["merged"],
        "merge_sha": facts["merge_sha"],
    }
    return (
        issue(data, row)
        | ends
        | {"html": markdown(row["body"]), "closes": closing, "commits": brought}
        | _judged(data, row)
    )


def _judged(data: Data, row: Record) -> Shown:
    """How its reviews and tests stand, for its page."""
    said = {"APPROVED": "approve", "CHANGES_REQUESTED": "changes"}
    ended = {"SUCCESS": "passes", "FAILURE": "fails"}
    whole = reviews.rollup(data, shapes.pulls.head_sha(data, row))
    return {
        "review": said.get(reviews.decision(row) or "", ""),
        "tests": ended.get(whole or "", ""),
    }


def parts(data: Data, row: Record) -> list[Shown]:
    """The parts of an issue, in their order."""
    return [issue(data, data["issues"][str(n)]) for n in row.get("parts", [])]


def release(data: Data, row: Record) -> Shown:
    """A release with its notes."""
    facts = {
        "tag": row["tag"],
        "name": row["name"] or row["tag"],
        "html": markdown(row["body"]),
    }
    by, at = (
        name_of(data, row["author"]),
        moment(row["published_at"] or row["created_at"]),
    )
    return facts | {
        "by": by,
        "at": at,
        "sha": data["tags"].get(row["tag"], ""),
        "prerelease": row["prerelease"],
    }


def unreleased(data: Data) -> list[Shown]:
    """The commits of the default branch that no release holds yet, newest first."""
    head = data["branches"][data["repository"]["default_branch"]]
    done: set[str] = set()
    for row in releases.published(data):
        done |= set(history.ancestors(data, data["tags"][row["tag"]]))
    return [
        commit(data, sha) for sha in history.ancestors(data, head) if sha not in done
    ]


def next_tag(data: Data) -> str:
    """A tag to propose: the second number of the latest one, plus one."""
    latest = releases.published(data)
    numbers = (latest[0]["tag"].lstrip("v") if latest else "0.0").split(".")
    if len(numbers) < 2 or not numbers[1].isdigit():
        return ""
    return f"v{numbers[0]}.{int(numbers[1]) + 1}.0"
