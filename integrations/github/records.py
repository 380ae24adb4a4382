"""GitHub's things as we use them: small frozen records, read from its JSON.

Readers are tolerant: only what we rely on is required.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]

TAKE_PART = {"OWNER", "MEMBER", "COLLABORATOR", "CONTRIBUTOR"}


@dataclass(frozen=True)
class Me:
    """Who writes for us: a user, or an App and its ``name[bot]``."""

    user_id: int | None = None
    app_id: int | None = None
    bot: str = ""

    def wrote(self, what: "Issue | RemoteComment") -> bool:
        """Written by us: the App where we are one, else the token's user. No user
        can take a name with brackets."""
        if self.app_id is not None:
            return what.app_id == self.app_id or what.author.lower() == self.bot.lower()
        return self.user_id is not None and what.author_id == self.user_id


@dataclass(frozen=True)
class RemoteRepository:
    id: int
    full_name: str
    html_url: str
    default_branch: str
    archived: bool
    has_issues: bool
    may_write: bool | None = None

    @property
    def writable(self) -> bool:
        return not self.archived and self.has_issues


@dataclass(frozen=True)
class Issue:
    number: int
    node_id: str
    html_url: str
    title: str
    body: str
    state: str
    state_reason: str
    assignees: int
    author_id: int | None
    author: str
    app_id: int | None
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    is_pull: bool
    milestone: int | None = None
    labels: frozenset[int] = frozenset()
    takers: tuple[str, ...] = ()
    milestone_title: str = ""
    milestone_closed_at: datetime | None = None
    id: int | None = None

    def is_by(self, me: Me) -> bool:
        return me.wrote(self)


@dataclass(frozen=True)
class RemoteComment:
    """``issue`` is the number of the issue it stands under; ``takes_part`` whether
    its author has a part in the project (anyone may comment)."""

    id: int
    issue: int
    takes_part: bool
    html_url: str
    body: str
    author_id: int | None
    author: str
    app_id: int | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Pull:
    number: int
    html_url: str
    title: str
    body: str
    state: str
    merged_at: datetime | None
    merge_sha: str
    base_ref: str
    updated_at: datetime | None = None
    author: str = ""


@dataclass(frozen=True)
class RemoteCommit:
    """``author`` is the login, empty when GitHub knows none or it is a machine."""

    sha: str
    message: str
    author: str = ""

    @property
    def subject(self) -> str:
        return self.message.partition("\n")[0]


@dataclass(frozen=True)
class RemoteRelease:
    tag: str
    name: str
    html_url: str
    notes: str
    published_at: datetime | None
    draft: bool
    prerelease: bool


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def repository_of(row: Json) -> RemoteRepository:
    return RemoteRepository(
        id=int(row["id"]),
        full_name=row["full_name"],
        html_url=row["html_url"],
        default_branch=row.get("default_branch") or "main",
        archived=bool(row.get("archived", False)),
        has_issues=bool(row.get("has_issues", True)),
        # Said to users only; an App's rights stand in its installation.
        may_write=(row.get("permissions") or {}).get("push"),
    )


def issue_of(row: Json) -> Issue:
    """``ValueError`` or ``KeyError`` when it is no issue (a redirect's empty body)."""
    created, updated = moment(row["created_at"]), moment(row["updated_at"])
    if not isinstance(row["number"], int) or not created or not updated:
        raise ValueError("not an issue")
    return Issue(
        number=row["number"],
        node_id=row.get("node_id") or "",
        html_url=row.get("html_url") or "",
        title=row.get("title") or "",
        body=row.get("body") or "",
        state=row["state"],
        state_reason=row.get("state_reason") or "",
        assignees=len(row.get("assignees") or []),
        author_id=(row.get("user") or {}).get("id"),
        author=(row.get("user") or {}).get("login") or "",
        app_id=(row.get("performed_via_github_app") or {}).get("id"),
        created_at=created,
        updated_at=updated,
        closed_at=moment(row.get("closed_at")),
        is_pull=bool(row.get("pull_request")),
        milestone=(row.get("milestone") or {}).get("number"),
        milestone_title=(row.get("milestone") or {}).get("title") or "",
        milestone_closed_at=moment((row.get("milestone") or {}).get("closed_at")),
        labels=frozenset(one["id"] for one in row.get("labels") or [] if "id" in one),
        takers=tuple(
            one["login"] for one in row.get("assignees") or [] if "login" in one
        ),
        id=row.get("id"),
    )


def pull_of(row: Json) -> Pull:
    merged_at = moment(row.get("merged_at"))
    return Pull(
        number=int(row["number"]),
        html_url=row.get("html_url") or "",
        title=row.get("title") or "",
        body=row.get("body") or "",
        state=row["state"],
        merged_at=merged_at,
        # Before merging this is the sha of a trial merge, which means nothing.
        merge_sha=(row.get("merge_commit_sha") or "") if merged_at else "",
        base_ref=(row.get("base") or {}).get("ref") or "",
        updated_at=moment(row.get("updated_at")),
        author=login_of(row.get("user")),
    )


def login_of(user: Json | None) -> str:
    """A person's login; a machine is nobody to thank."""
    login = str((user or {}).get("login") or "")
    is_machine = (user or {}).get("type") == "Bot" or login.endswith("[bot]")
    return "" if is_machine else login


def commit_of(row: Json) -> RemoteCommit:
    return RemoteCommit(
        sha=str(row["sha"]),
        message=str((row.get("commit") or {}).get("message") or ""),
        author=login_of(row.get("author")),
    )


def release_of(row: Json) -> RemoteRelease:
    return RemoteRelease(
        tag=row["tag_name"],
        name=row.get("name") or row["tag_name"],
        html_url=row.get("html_url") or "",
        notes=row.get("body") or "",
        published_at=moment(row.get("published_at")),
        draft=bool(row.get("draft")),
        prerelease=bool(row.get("prerelease")),
    )


def comment_of(row: Json) -> RemoteComment:
    created, updated = moment(row["created_at"]), moment(row["updated_at"])
    if not created or not updated:
        raise ValueError("not a comment")
    return RemoteComment(
        id=int(row["id"]),
        issue=int(str(row.get("issue_url") or "").rpartition("/")[2]),
        takes_part=row.get("author_association") in TAKE_PART,
        html_url=row.get("html_url") or "",
        body=row.get("body") or "",
        author_id=(row.get("user") or {}).get("id"),
        author=(row.get("user") or {}).get("login") or "",
        app_id=(row.get("performed_via_github_app") or {}).get("id"),
        created_at=created,
        updated_at=updated,
    )
