"""Releases: the list, one of them, and publishing; and a commit's page."""

from integrations.github.sandbox import history
from integrations.github.sandbox.acts import releases
from integrations.github.sandbox.messages import Response
from integrations.github.sandbox.web import views_of
from integrations.github.sandbox.web.issues import Missing, acting
from integrations.github.sandbox.web.rendering import Visit, redirect, render


def listed(visit: Visit) -> Response:
    """All releases, newest first."""
    with visit.world.store.reading() as data:
        rows = [views_of.release(data, row) for row in releases.published(data)]
        waiting = len(views_of.unreleased(data))
    return render(visit, "releases", {"releases": rows, "unreleased_count": waiting})


def show(visit: Visit) -> Response:
    """One release by its tag."""
    with visit.world.store.reading() as data:
        row = next(
            (
                row
                for row in releases.published(data)
                if row["tag"] == visit.params["tag"]
            ),
            None,
        )
        if row is None:
            raise Missing
        facts = {"release": views_of.release(data, row), "commits": _gained(data, row)}
    return render(visit, "release", facts)


def prepare(visit: Visit, *, error: str = "", status: int = 200) -> Response:
    """The form, with what the release would hold."""
    with visit.world.store.reading() as data:
        facts = {
            "commits": views_of.unreleased(data),
            "proposed_tag": views_of.next_tag(data),
        }
    return render(
        visit,
        "release_new",
        facts | {"error": error, "typed": visit.request.form},
        status,
    )


def publish(visit: Visit) -> Response:
    """Puts the tag on the head of the default branch and tells the portal."""
    form = visit.request.form
    tag = form.get("tag", "")
    with acting(visit) as act:
        releases.publish(
            act, tag=tag, name=form.get("name") or tag, notes=form.get("notes", "")
        )
    return redirect(visit.page(f"/releases/tag/{tag}"), "published")


def commit(visit: Visit) -> Response:
    """One commit."""
    with visit.world.store.reading() as data:
        sha = history.resolve(data, visit.params["sha"])
        if sha is None:
            raise Missing
        facts = {"commit": views_of.commit(data, sha)}
    return render(visit, "commit", facts)


def _gained(data: views_of.Data, row: views_of.Record) -> list[views_of.Shown]:
    """What this release brought that the ones before it lacked, newest first."""
    sha = data["tags"][row["tag"]]
    rows = releases.published(data)
    older = rows[rows.index(row) + 1 :]
    known = {
        old
        for other in older
        for old in history.ancestors(data, data["tags"][other["tag"]])
    }
    return [
        views_of.commit(data, own)
        for own in history.ancestors(data, sha)
        if own not in known
    ]
