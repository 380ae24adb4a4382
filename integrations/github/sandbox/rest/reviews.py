"""Reviews of a pull request, and the tests of a commit, of both kinds."""

from integrations.github.sandbox import history, shapes
from integrations.github.sandbox.acts import reviews
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.answers import not_found, page_of
from integrations.github.sandbox.rest.issues import found
from integrations.github.sandbox.rest.router import REPO, Call, route
from integrations.github.sandbox.store import Data


@route("GET", REPO + "/pulls/{number:int}/reviews")
def list_reviews(call: Call) -> Response:
    """Every review in the order they were given."""
    with call.reading() as data:
        pull = found(data, call)
        if not pull["pull"]:
            raise not_found()
        rows = pull["pull"].get("reviews", [])
        return page_of(
            call.request,
            rows,
            lambda row: shapes.reviews.review(data, pull, row, call.places),
        )


@route("GET", REPO + "/commits/{ref*}/check-runs")
def check_runs(call: Call) -> Response:
    """The tests of a commit."""
    with call.reading() as data:
        sha = _sha(data, call)
        rows = [
            shapes.reviews.run(data, sha, row, call.places)
            for row in reviews.runs_of(data, sha)
        ]
    return json_answer({"total_count": len(rows), "check_runs": rows})


@route("GET", REPO + "/commits/{ref*}/status")
def status(call: Call) -> Response:
    """Statuses of the older kind, in a word."""
    with call.reading() as data:
        return json_answer(shapes.reviews.status(data, _sha(data, call), call.places))


def _sha(data: Data, call: Call) -> str:
    sha = history.resolve(data, call.params["ref"])
    if sha is None:
        raise not_found()
    return sha
