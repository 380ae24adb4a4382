"""The first page and the two lists."""

from integrations.github.sandbox.acts import releases
from integrations.github.sandbox.messages import Response
from integrations.github.sandbox.store import Data, Record
from integrations.github.sandbox.web import views_of
from integrations.github.sandbox.web.rendering import (
    Visit,
    markdown,
    redirect,
    render,
)

PER_PAGE = 20
FIRST = 8


def start(visit: Visit) -> Response:
    """What one can do here, and what waits."""
    with visit.world.store.reading() as data:
        waiting, asked = (
            _rows(data, pulls=False, state="open"),
            _rows(data, pulls=True, state="open"),
        )
        facts = {
            "issues": [views_of.issue(data, row) for row in waiting[:FIRST]],
            "issue_count": len(waiting),
            "pulls": [views_of.issue(data, row) for row in asked[:FIRST]],
            "pull_count": len(asked),
            "releases": [
                views_of.release(data, row) for row in releases.published(data)[:3]
            ],
            "unreleased_count": len(views_of.unreleased(data)),
            "readme": markdown(data["repository"]["readme"]),
        }
        return render(visit, "home", facts)


def to_start(_visit: Visit) -> Response:
    """The repository's own address leads to the first page."""
    return redirect("/")


def issues(visit: Visit) -> Response:
    """Issues by state."""
    return _list(visit, pulls=False)


def pulls(visit: Visit) -> Response:
    """Pull requests by state."""
    return _list(visit, pulls=True)


def _list(visit: Visit, *, pulls: bool) -> Response:
    state = "closed" if visit.request.query.get("state") == "closed" else "open"
    text = visit.request.query.get("page", "1")
    with visit.world.store.reading() as data:
        rows = _rows(data, pulls=pulls, state=state)
        last = max(1, -(-len(rows) // PER_PAGE))
        page = min(int(text), last) if text.isdigit() and int(text) else 1
        cut = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
        counts = {
            f"{name}_count": len(_rows(data, pulls=pulls, state=name))
            for name in ("open", "closed")
        }
        facts = {
            "rows": [views_of.issue(data, row) for row in cut],
            "page": page,
            "last": last,
        }
        steps = {"before": page - 1, "after": page + 1 if page < last else 0}
        return render(
            visit,
            "list",
            facts | counts | steps | {"shown_state": state, "are_pulls": pulls},
        )


def _rows(data: Data, *, pulls: bool, state: str) -> list[Record]:
    rows = [
        row
        for row in data["issues"].values()
        if bool(row["pull"]) == pulls and row["state"] == state
    ]
    return sorted(rows, key=lambda row: int(row["number"]), reverse=True)
