"""The door for GraphQL: one address, everything in the body."""

from integrations.github.sandbox import faults
from integrations.github.sandbox.graph import questions
from integrations.github.sandbox.graph.answering import Answering
from integrations.github.sandbox.messages import Response, json_answer
from integrations.github.sandbox.rest.router import Call, route

YOUNG = frozenset({"subIssues"})  # fields that older servers do not know
TESTS = frozenset({"statusCheckRollup"})


@route("POST", "/graphql")
def graphql(call: Call) -> Response:
    """A question and its variables; 200 even for most errors, as on GitHub."""
    body = call.body()
    fault = call.world.faults.next(faults.GRAPH, "POST", call.request.path)
    kind = fault.kind if fault else ""
    if kind == "graph_limited":
        message = "API rate limit exceeded for installation."
        return json_answer({"errors": [{"type": "RATE_LIMITED", "message": message}]})
    try:
        asked = questions.read(str(body.get("query") or ""))
    except questions.NoQuestion as error:
        return json_answer({"errors": [{"message": f"Parse error: {error}"}]})
    with call.reading() as data:
        answering = Answering(
            data,
            call.places,
            body.get("variables") or {},
            unknown=YOUNG if kind == "graph_old" else frozenset(),
            kept=TESTS if kind == "graph_kept" else frozenset(),
        )
        return json_answer(answering.answer(asked))
