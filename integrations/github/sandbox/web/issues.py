"""An issue's page, and what a developer does there."""

import re
import unicodedata
from contextlib import AbstractContextManager

from integrations.github.sandbox import history, seed
from integrations.github.sandbox.acts import comments, issues, parts, pulls
from integrations.github.sandbox.acts.act import Act
from integrations.github.sandbox.messages import Response
from integrations.github.sandbox.store import Data, Record
from integrations.github.sandbox.web import views_of
from integrations.github.sandbox.web.rendering import Visit, markdown, redirect, render


class Missing(Exception):
    """No such page."""


def show(visit: Visit, *, error: str = "", status: int = 200) -> Response:
    """The issue with its history and its forms; what was typed comes back."""
    with visit.world.store.reading() as data:
        row = found(data, visit)
        if row["pull"]:
            return redirect(visit.page(f"/pull/{row['number']}"))
        facts = {
            "issue": views_of.issue(data, row),
            "html": markdown(row["body"]),
            "history": views_of.history_of(data, row["number"]),
            "mine": seed.DEVELOPER in row["assignees"],
            "pulls": _pulls_closing(data, row),
            "parts": views_of.parts(data, row),
            "error": error,
            "typed": visit.request.form,
        }
    return render(visit, "issue", facts, status)


def comment(visit: Visit) -> Response:
    """Adds a comment."""
    with acting(visit) as act:
        row = comments.comment(
            act, found(act.data, visit), body=visit.request.form.get("body", "")
        )
    return _back(visit, "commented", f"issuecomment-{row['id']}")


def take(visit: Visit) -> Response:
    """“I take it”."""
    with acting(visit) as act:
        issues.assign(act, found(act.data, visit), [act.by])
    return _back(visit, "taken")


def add_part(visit: Visit) -> Response:
    """A new issue that is a part of this one."""
    with acting(visit) as act:
        row = found(act.data, visit)
        title = visit.request.form.get("title", "")
        parts.add(act, row, issues.open_issue(act, title=title, body=None))
    return _back(visit, "part_added")


def close(visit: Visit) -> Response:
    """Closes by hand, as done or as not planned."""
    reason = (
        "not_planned"
        if visit.request.form.get("reason") == "not_planned"
        else "completed"
    )
    with acting(visit) as act:
        issues.close(act, found(act.data, visit), reason=reason)
    return _back(visit, "closed")


def reopen(visit: Visit) -> Response:
    """Opens it again."""
    with acting(visit) as act:
        issues.reopen(act, found(act.data, visit))
    return _back(visit, "reopened")


def open_pull(visit: Visit) -> Response:
    """A branch, a commit and a pull request in one go; its text closes the issue."""
    form = visit.request.form
    with acting(visit) as act:
        row = found(act.data, visit)
        title = form.get("title", "")
        branch = history.branch_off(act.data, _branch_name(row))
        pulls.push(
            act,
            branch=branch,
            message=title or row["title"],
            files=[f"carnet/need_{row['number']}.py"],
        )
        body = f"{form.get('body', '')}\n\nFixes #{row['number']}".strip()
        made = pulls.open_pull(
            act, title=title, body=body, head=branch, base=_default(act.data)
        )
    return redirect(visit.page(f"/pull/{made['number']}"), "pull_opened")


def found(data: Data, visit: Visit) -> Record:
    """The issue the path names. Raises Missing."""
    row: Record | None = data["issues"].get(visit.params["number"])
    if row is None:
        raise Missing
    return row


def acting(visit: Visit) -> AbstractContextManager[Act]:
    """A change made by the developer whom the visitor plays."""
    return visit.world.acting(seed.DEVELOPER, visit.world.places())


def _back(visit: Visit, done: str, anchor: str = "") -> Response:
    return redirect(visit.page(f"/issues/{visit.params['number']}"), done, anchor)


def _default(data: Data) -> str:
    return str(data["repository"]["default_branch"])


def _pulls_closing(data: Data, row: Record) -> list[views_of.Shown]:
    rows = [other for other in data["issues"].values() if other["pull"]]
    return [
        views_of.issue(data, other)
        for other in rows
        if row in pulls.closes(data, other)
    ]


def _branch_name(row: Record) -> str:
    plain = (
        unicodedata.normalize("NFKD", row["title"])
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    return f"{row['number']}-{re.sub('[^a-z0-9]+', '-', plain).strip('-')[:40]}".strip(
        "-"
    )
