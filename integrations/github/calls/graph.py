"""GraphQL: many issues in one question, where the server takes it."""

from integrations.github.calls.wire import Wire
from integrations.github.errors import Unclear, Unsupported
from integrations.github.progress import answers, query
from integrations.github.progress.standing import Progress
from integrations.github.records import Json

PARTS = frozenset({"subIssues"})


class GraphCalls(Wire):
    """What a server refused once is not asked of it again by this client."""

    knows_parts = True

    def ask_graph(self, text: str, variables: Json) -> tuple[Json, list[Json]]:
        """The data and the errors beside it; ``Unsupported`` where there is none."""
        raise NotImplementedError

    def progress(self, node_ids: list[str]) -> dict[str, Progress]:
        """By node id; those that are not there (any more) are left out."""
        found: dict[str, Progress] = {}
        for first in range(0, len(node_ids), query.MOST):
            found |= self._progress(node_ids[first : first + query.MOST])
        return found

    def _progress(self, some: list[str]) -> dict[str, Progress]:
        try:
            text = query.progress(parts=self.knows_parts)
            data, errors = self.ask_graph(text, {"ids": some})
        except Unsupported as refused:
            if not self.knows_parts or refused.fields != PARTS:
                raise
            self.knows_parts = False
            return self._progress(some)
        hidden = answers.hidden_fields(errors)
        try:
            return {
                node["id"]: answers.progress_of(node, hidden)
                for node in data["nodes"]
                if node and "number" in node
            }
        except (KeyError, TypeError, ValueError) as error:
            raise Unclear("GitHub's answer has another form than expected.") from error
