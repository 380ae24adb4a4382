"""Judges a GraphQL question and its answer against GitHub's published schema.

A reader of its own, apart from the sandbox's: what both misread the same way would
otherwise pass. tests/integrations/sandbox/test_graphql.py keeps the negative controls.
"""

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

PATHS = {"/graphql", "/api/graphql"}
SCHEMA = Path(__file__).parent / "data" / "github" / "github-graphql-trimmed.graphql"
TYPE = re.compile(r"^(type|interface|enum) (\w+) \{\n(.*?)^\}", re.S | re.M)
FIELD = re.compile(r"^  (\w+)(?:\((.*?)\))?: (\S+)$", re.M)
SCALARS: dict[str, type | tuple[type, ...]] = {
    "Int": int, "String": str, "Boolean": bool, "ID": str, "URI": str, "DateTime": str,
    "GitObjectID": str,
}  # fmt: skip


@dataclass
class Kind:
    """A type's fields, each with its arguments and its own type; or an enum's words."""

    fields: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)


@dataclass
class Selection:
    """What is selected: ``on`` narrows to one type."""

    name: str = ""
    on: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    inside: list["Selection"] = field(default_factory=list)


@lru_cache(1)
def schema() -> dict[str, Kind]:
    kinds = {}
    for how, name, body in TYPE.findall(SCHEMA.read_text()):
        if how == "enum":
            kinds[name] = Kind(words=set(body.split()))
        else:
            kinds[name] = Kind(
                {
                    one: (dict(re.findall(r"(\w+): (\S+?)(?:,|$)", given)), of)
                    for one, given, of in FIELD.findall(body)
                }
            )
    return kinds


def judge(exchange: dict[str, Any]) -> list[str]:
    """What the question, then its answer, breaks in the schema."""
    said = json.loads(exchange["request"]["body"])
    if set(said) - {"query", "variables", "operationName"}:
        return ["graphql: a field that GitHub does not take"]
    tree, declared = parsed(said["query"])
    wrong = [f"graphql: {line}" for line in _judge_selection(tree, "Query", declared)]
    if set(declared) != set(said.get("variables") or {}):
        wrong.append("graphql: the variables given are not those declared")
    if exchange["status"] != 200 or wrong:
        return wrong
    told = json.loads(exchange["response"]["body"])
    if set(told) - {"data", "errors", "extensions"} or not set(told):
        wrong.append("graphql: an answer with other parts than data and errors")
    if told.get("data") is not None:
        holes = {tuple(row["path"]) for row in told.get("errors", []) if "path" in row}
        wrong += [
            f"graphql answer: {line}"
            for line in _judge_object(tree, "Query", told["data"], (), holes)
        ]
    return wrong


# The question.


def parsed(query: str) -> tuple[list[Selection], dict[str, str]]:
    """Its selections, and the types of its variables."""
    head, brace, rest = query.partition("{")
    declared = dict(re.findall(r"\$(\w+): ([^\s,)]+)", head))
    tokens = re.findall(r'\.\.\.|[{}():]|"[^"]*"|[$\w-]+', brace + rest)
    inside, left = _parsed(tokens[1:])
    assert left == [], left
    return inside, declared


def _parsed(tokens: list[str]) -> tuple[list[Selection], list[str]]:
    found: list[Selection] = []
    while tokens:
        token, *tokens = tokens
        if token == "}":
            return found, tokens
        if token == "{":
            found[-1].inside, tokens = _parsed(tokens)
        elif token == "(":
            end = tokens.index(")")
            given = [one for one in tokens[:end] if one != ":"]
            found[-1].arguments = dict(zip(given[::2], given[1::2], strict=True))
            tokens = tokens[end + 1 :]
        elif token == "...":
            assert tokens[0] == "on"
            found.append(Selection(on=tokens[1]))
            tokens = tokens[2:]
        else:
            found.append(Selection(name=token))
    raise AssertionError("the question does not end")


def _judge_selection(
    tree: list[Selection], kind: str, declared: dict[str, str]
) -> list[str]:
    wrong = []
    for one in tree:
        if one.on:
            known = one.on in schema()
            wrong += (
                _judge_selection(one.inside, one.on, declared)
                if known
                else [f"no type {one.on}"]
            )
        elif one.name not in schema()[kind].fields:
            wrong.append(f"{kind} has no field {one.name}")
        else:
            wrong += _judge_field(one, kind, declared)
    return wrong


def _judge_field(one: Selection, kind: str, declared: dict[str, str]) -> list[str]:
    takes, of = schema()[kind].fields[one.name]
    label, inner = f"{kind}.{one.name}", of.strip("[]!")
    wrong = [f"{label} takes no {name}" for name in one.arguments if name not in takes]
    needed = [name for name, kind_of in takes.items() if kind_of.endswith("!")]
    wrong += [f"{label} needs {name}" for name in needed if name not in one.arguments]
    for name, value in one.arguments.items():
        if value.startswith("$") and declared.get(value[1:]) != takes.get(name):
            wrong.append(f"{label}: {value} is not declared as {takes.get(name)}")
    is_object = bool(inner in schema() and schema()[inner].fields)
    if is_object != bool(one.inside):
        return [*wrong, f"{label}: selects {'nothing' if is_object else 'too much'}"]
    return wrong + (_judge_selection(one.inside, inner, declared) if is_object else [])


# The answer.

Holes = set[tuple[Any, ...]]


def _judge_object(
    tree: list[Selection], kind: str, value: Any, path: tuple[Any, ...], holes: Holes
) -> list[str]:
    """Exactly the fields that were asked for, each of its type."""
    if not isinstance(value, dict):
        return [f"{path} is no object"]
    wrong, left = [], set(value)
    for one in tree:
        if one.on:
            names = {inner.name for inner in one.inside}
            if told := names & set(value):  # it is of that type
                part = {name: value[name] for name in told}
                wrong += _judge_object(one.inside, one.on, part, path, holes)
                left -= names
            continue
        left.discard(one.name)
        if one.name not in value:
            wrong.append(f"{(*path, one.name)} is missing")
            continue
        of = schema()[kind].fields[one.name][1]
        wrong += _judge_value(one, of, value[one.name], (*path, one.name), holes)
    return wrong + [f"{(*path, name)} was not asked for" for name in sorted(left)]


def _judge_value(
    one: Selection, of: str, value: Any, path: tuple[Any, ...], holes: Holes
) -> list[str]:
    if value is None:
        empty = of.endswith("!") and path not in holes
        return [f"{path} may not be empty"] if empty else []
    of = of.removesuffix("!")
    if of.startswith("["):
        if not isinstance(value, list):
            return [f"{path} is no list"]
        return [
            line
            for place, row in enumerate(value)
            for line in _judge_value(one, of[1:-1], row, (*path, place), holes)
        ]
    if of in schema() and schema()[of].words:
        return [] if value in schema()[of].words else [f"{path}: {value} is no {of}"]
    if of in schema():
        return _judge_object(one.inside, of, value, path, holes)
    fits = isinstance(value, SCALARS[of]) and not (
        of == "Int" and isinstance(value, bool)
    )
    return [] if fits else [f"{path}: {value!r} is no {of}"]
