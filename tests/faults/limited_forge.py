"""A forge that keeps GitHub's secondary limit, and remembers whether it had to."""

from datetime import timedelta
from typing import Any

from github import GithubException

from tests.integrations.forge import Forge

# GitHub's words: about 80 contents a minute and 500 an hour, whatever made them.
CONTENT = ((timedelta(minutes=1), 80), (timedelta(hours=1), 500))


class LimitedForge(Forge):
    refused = 0

    def _done(self, verb: str, path: str, query: Any, fields: Any) -> Any:
        creates = verb == "POST" and path.endswith(("/issues", "/labels", "/comments"))
        if creates and any(self._in_the_last(span) >= most for span, most in CONTENT):
            self.refused += 1
            words = "You have exceeded a secondary rate limit."
            raise GithubException(403, {"message": words}, {"retry-after": "60"})
        return super()._done(verb, path, query, fields)

    def _in_the_last(self, span: timedelta) -> int:
        return sum(at > self.now - span for at in reversed(self.created))
