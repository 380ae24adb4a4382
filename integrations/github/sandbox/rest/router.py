"""The table of operations: method and path template to the function that answers."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote

from integrations.github.sandbox import homes
from integrations.github.sandbox.acts.act import Act
from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.messages import Request, Response
from integrations.github.sandbox.rest.answers import Problem, not_found
from integrations.github.sandbox.store import Data, Record
from integrations.github.sandbox.world import World

Handler = TypeVar("Handler", bound=Callable[["Call"], Response])

ROUTES: list[tuple[str, re.Pattern[str], Callable[["Call"], Response]]] = []
REPO = "/repos/{owner}/{repo}"


@dataclass
class Call:
    """A request on its way to one operation, with who asks and what the path named."""

    world: World
    request: Request
    params: dict[str, str]
    by: str
    places: Addresses
    home: int | None = None

    @contextmanager
    def reading(self) -> Iterator[Data]:
        """The data of the repository asked for, still while the block lasts."""
        with self.world.store.reading() as data:
            seen = homes.by_id(data, self.home) if self.home is not None else data
            assert seen is not None
            yield seen

    @contextmanager
    def acting(self) -> Iterator[Act]:
        """A change by the caller, saved when the block ends."""
        with self.world.acting(self.by, self.places, self.home) as act:
            yield act

    def body(self) -> Record:
        """The JSON object of the request; an empty body is an empty object."""
        found = self.any_body()
        if not isinstance(found, dict):
            raise Problem(400, "Body should be a JSON object")
        return found

    def any_body(self) -> Any:
        """The JSON of the request, whatever it is."""
        try:
            return json.loads(self.request.body or b"{}")
        except ValueError as error:
            raise Problem(400, "Problems parsing JSON") from error


def route(method: str, template: str) -> Callable[[Handler], Handler]:
    """Registers a function for ``template``; ``{name*}`` also takes slashes."""

    def keep(function: Handler) -> Handler:
        ROUTES.append((method, _pattern(template), function))
        return function

    return keep


def find(method: str, path: str) -> tuple[Callable[[Call], Response], dict[str, str]]:
    """The operation for a path, and what the path named. 404 when there is none. Of
    several, the one that says most: a part with slashes also fits longer paths."""
    fitting = [
        (len(pattern.pattern), function, match)
        for known, pattern, function in ROUTES
        if known == method and (match := pattern.fullmatch(path))
    ]
    if not fitting:
        raise not_found()
    _length, function, match = max(fitting, key=lambda row: row[0])
    return function, {name: unquote(text) for name, text in match.groupdict().items()}


def _pattern(template: str) -> re.Pattern[str]:
    named = re.sub(r"\{(\w+)\*\}", r"(?P<\1>.+)", template)
    counted = re.sub(r"\{(\w+):int\}", r"(?P<\1>\\d+)", named)
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", counted))
