"""A pull request's page: read it, merge it, or close it."""

from integrations.github.sandbox import seed
from integrations.github.sandbox.acts import comments, issues, pulls, reviews
from integrations.github.sandbox.acts.act import Refused
from integrations.github.sandbox.messages import Response
from integrations.github.sandbox.store import Data, Record
from integrations.github.sandbox.web import views_of
from integrations.github.sandbox.web.issues import Missing, acting, found
from integrations.github.sandbox.web.rendering import Visit, redirect, render

METHODS = ("merge", "squash", "rebase")
JUDGED = {
    "approve": ("review", "APPROVE"),
    "changes": ("review", "REQUEST_CHANGES"),
    "passes": ("test", "success"),
    "fails": ("test", "failure"),
}


def show(visit: Visit, *, error: str = "", status: int = 200) -> Response:
    """What it brings, what it closes, what was said."""
    with visit.world.store.reading() as data:
        row = _pull(data, visit)
        facts = {
            "pull": views_of.pull(data, row),
            "history": views_of.history_of(data, row["number"]),
        }
    return render(
        visit, "pull", facts | {"error": error, "typed": visit.request.form}, status
    )


def merge(visit: Visit) -> Response:
    """Merges into the default branch; the issues it names are closed as done."""
    method = visit.request.form.get("method", "merge")
    with acting(visit) as act:
        pulls.merge(
            act, _pull(act.data, visit), method=method if method in METHODS else "merge"
        )
    return _back(visit, "merged")


def judge(visit: Visit) -> Response:
    """A review by the maintainer (nobody approves what she opened herself), or the end
    of an automatic test."""
    said = visit.request.form.get("said", "")
    if said not in JUDGED:
        raise Refused("Validation Failed", field="said")
    kind, value = JUDGED[said]
    with visit.world.acting(seed.MAINTAINER, visit.world.places()) as act:
        row = _pull(act.data, visit)
        if kind == "review":
            reviews.review(act, row, event=value)
        else:
            reviews.test(act, row, name="tests", conclusion=value)
    return _back(visit, "judged")


def comment(visit: Visit) -> Response:
    """Adds a comment."""
    with acting(visit) as act:
        row = comments.comment(
            act, _pull(act.data, visit), body=visit.request.form.get("body", "")
        )
    return redirect(
        visit.page(f"/pull/{visit.params['number']}"),
        "commented",
        f"issuecomment-{row['id']}",
    )


def close(visit: Visit) -> Response:
    """Closes it without merging."""
    with acting(visit) as act:
        issues.close(act, _pull(act.data, visit))
    return _back(visit, "closed")


def reopen(visit: Visit) -> Response:
    """Opens it again, unless it was merged."""
    with acting(visit) as act:
        issues.reopen(act, _pull(act.data, visit))
    return _back(visit, "reopened")


def _back(visit: Visit, done: str) -> Response:
    return redirect(visit.page(f"/pull/{visit.params['number']}"), done)


def _pull(data: Data, visit: Visit) -> Record:
    row = found(data, visit)
    if not row["pull"]:
        raise Missing
    return row
