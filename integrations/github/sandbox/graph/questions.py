"""Reads a GraphQL question: selections, arguments, variables, inline fragments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

TOKEN = re.compile(
    r'\s*(?:#[^\n]*\s*)*(\.\.\.|[!$():=@\[\]{|},]|[_A-Za-z]\w*|-?\d+|"[^"\\\n]*")?'
)
WORDS = {"true": True, "false": False, "null": None}


class NoQuestion(ValueError):
    """Not a question that can be read here."""


@dataclass(frozen=True)
class Variable:
    name: str


@dataclass(frozen=True)
class Asked:
    """A field, or (with ``on``) an inline fragment for one type."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    inside: tuple["Asked", ...] = ()
    on: str = ""


def read(text: str) -> tuple[Asked, ...]:
    """What a ``query`` selects. Raises NoQuestion for anything else."""
    try:
        return _Reader(_tokens(text)).question()
    except (StopIteration, IndexError) as error:
        raise NoQuestion("Unexpected end of document") from error


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while match := TOKEN.match(text, place):
        place = match.end()
        if match[1] is None:
            if text[place:].strip():
                raise NoQuestion(f"Unexpected {text[place : place + 10]!r}")
            return
        if match[1] != ",":
            yield match[1]


class _Reader:
    def __init__(self, tokens: Iterator[str]) -> None:
        self._tokens, self._at = list(tokens), 0

    def question(self) -> tuple[Asked, ...]:
        if self._peek() == "query":
            self._take()
            while self._peek() != "{":  # its name and its variables' types
                self._take()
        return self._selection()

    def _selection(self) -> tuple[Asked, ...]:
        self._want("{")
        found = []
        while self._peek() != "}":
            found.append(self._fragment() if self._peek() == "..." else self._field())
        self._want("}")
        return tuple(found)

    def _fragment(self) -> Asked:
        self._want("...")
        self._want("on")
        kind = self._take()
        return Asked("", inside=self._selection(), on=kind)

    def _field(self) -> Asked:
        name, arguments = self._take(), {}
        if self._peek() == "(":
            self._want("(")
            while self._peek() != ")":
                argument = self._take()
                self._want(":")
                arguments[argument] = self._value()
            self._want(")")
        inside = self._selection() if self._peek() == "{" else ()
        return Asked(name, arguments, inside)

    def _value(self) -> Any:
        said = self._take()
        if said == "$":
            return Variable(self._take())
        if said.startswith('"'):
            return said[1:-1]
        if said.lstrip("-").isdigit():
            return int(said)
        return WORDS.get(said, said)

    def _peek(self) -> str:
        return self._tokens[self._at]

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _want(self, token: str) -> None:
        if (found := self._take()) != token:
            raise NoQuestion(f"Expected {token!r}, got {found!r}")
