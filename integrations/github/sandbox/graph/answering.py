"""Answers a question in GitHub's form: data, and errors beside it."""

from dataclasses import dataclass, field
from typing import Any

from integrations.github.sandbox.addresses import Addresses
from integrations.github.sandbox.graph.questions import Asked, Variable
from integrations.github.sandbox.graph.things import Thing, fields_of, node
from integrations.github.sandbox.store import Data, Record

Path = tuple[str | int, ...]


class Undefined(Exception):
    """The schema of this server has no such field."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"Field '{name}' doesn't exist on type '{kind}'")
        self.kind, self.name = kind, name


@dataclass
class Answering:
    """``unknown`` are fields of younger servers; ``kept`` those that are kept from
    whoever asks, told as nothing with an error beside."""

    data: Data
    places: Addresses
    variables: Record
    unknown: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    errors: list[Record] = field(default_factory=list)

    def answer(self, asked: tuple[Asked, ...]) -> Record:
        """The whole body of the answer."""
        try:
            _check(asked, self.unknown)
            found = {one.name: self._root(one) for one in asked}
        except Undefined as error:
            return {"errors": [_undefined(error)]}
        return {"data": found} | ({"errors": self.errors} if self.errors else {})

    def _root(self, asked: Asked) -> Any:
        if asked.name != "nodes":
            raise Undefined("Query", asked.name)
        found = []
        for place, known in enumerate(self._given(asked)["ids"]):
            thing = node(self.data, self.places, known)
            path: Path = ("nodes", place)
            if thing is None:
                words = f"Could not resolve to a node with the global id of '{known}'."
                self._note("NOT_FOUND", path, words)
            found.append(self._told(thing, asked.inside, path))
        return found

    def _told(
        self, thing: Thing | None, asked: tuple[Asked, ...], path: Path
    ) -> Record | None:
        if thing is None:
            return None
        told: Record = {}
        for one in asked:
            if one.on:
                told |= (
                    self._told(thing, one.inside, path) or {}
                    if one.on == thing.kind
                    else {}
                )
            else:
                told[one.name] = self._field(thing, one, (*path, one.name))
        return told

    def _field(self, thing: Thing, asked: Asked, path: Path) -> Any:
        known = fields_of(thing.kind)
        if asked.name not in known:
            raise Undefined(thing.kind, asked.name)
        if asked.name in self.kept:
            self._note("FORBIDDEN", path, "Resource not accessible by integration")
            return None
        value = known[asked.name](thing, self._given(asked))
        if isinstance(value, list):
            return [
                self._told(row, asked.inside, (*path, place))
                for place, row in enumerate(value)
            ]
        return (
            self._told(value, asked.inside, path) if isinstance(value, Thing) else value
        )

    def _given(self, asked: Asked) -> Record:
        return {
            name: self.variables[value.name] if isinstance(value, Variable) else value
            for name, value in asked.arguments.items()
        }

    def _note(self, kind: str, path: Path, message: str) -> None:
        self.errors.append({"type": kind, "path": list(path), "message": message})


def _check(asked: tuple[Asked, ...], unknown: frozenset[str]) -> None:
    """A schema refuses a question as a whole, before anything is looked up."""
    for one in asked:
        if one.name in unknown:
            raise Undefined("Issue", one.name)
        _check(one.inside, unknown)


def _undefined(error: Undefined) -> Record:
    return {
        "path": ["query", error.name],
        "extensions": {
            "code": "undefinedField",
            "typeName": error.kind,
            "fieldName": error.name,
        },
        "message": str(error),
    }
