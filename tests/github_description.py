"""GitHub's own description, and what one value breaks in one of its schemas."""

import gzip
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

Schema = dict[str, Any]

DATA = Path(__file__).parent / "data" / "github"
# The second holds operations that the first leaves out, from the same origin.
DESCRIPTIONS = ("github-api-trimmed.json.gz", "github-api-more.json.gz")

formats = FormatChecker(formats=())


@formats.checks("date-time")
def _is_moment(value: object) -> bool:
    """GitHub's times carry their zone; a naive one is a defect."""
    pattern = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
    return not isinstance(value, str) or bool(re.fullmatch(pattern, value))


@formats.checks("uri")
def _is_address(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


@lru_cache(1)
def description() -> dict[str, Any]:
    """The trimmed description, ``nullable`` rewritten to a union with null."""
    whole, more = (
        _rewritten(json.loads(gzip.decompress((DATA / name).read_bytes())))
        for name in DESCRIPTIONS
    )
    assert isinstance(whole, dict)
    for part in ("paths", "x-webhooks"):
        whole[part] |= more[part]
    for kind, parts in more["components"].items():
        whole["components"][kind] |= parts
    return whole


def _rewritten(node: Any) -> Any:
    if isinstance(node, list):
        return [_rewritten(child) for child in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _rewritten(child) for key, child in node.items()}
    if plain.pop("nullable", False) is True:
        return {"anyOf": [plain, {"type": "null"}]}
    return plain


@lru_cache(1)
def _registry() -> Any:
    resource = Resource(contents=description(), specification=DRAFT4)
    return Registry().with_resource("urn:github", resource)


def followed(node: Schema) -> Schema:
    while "$ref" in node:
        found: Any = description()
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[unquote(step).replace("~1", "/").replace("~0", "~")]
        node = found
    return node


def _absolute(node: Any) -> Any:
    if isinstance(node, list):
        return [_absolute(child) for child in node]
    if not isinstance(node, dict):
        return node
    return {
        key: "urn:github" + child
        if key == "$ref" and isinstance(child, str)
        else _absolute(child)
        for key, child in node.items()
    }


# One value against one schema.


def findings(schema: Schema, value: Any, where: str) -> list[str]:
    """What is wrong with ``value``, fields nobody declared included."""
    validator = Draft4Validator(
        _absolute(schema), registry=_registry(), format_checker=formats
    )
    wrong = [f"{where}: {_told(error)}" for error in validator.iter_errors(value)]
    return wrong + [
        f"{where}: undeclared field {name}" for name in _undeclared([schema], value)
    ]


def _told(error: Any) -> str:
    """The deepest cause, since "is not valid under any of" helps nobody."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    path = "/".join(str(step) for step in error.absolute_path)
    return f"{path or 'top'}: {error.message[:300]}"


def leaves_of(schema: Schema) -> Iterator[Schema]:
    node = followed(schema)
    yield node
    for union in ("allOf", "anyOf", "oneOf"):
        for branch in node.get(union, ()):
            yield from leaves_of(branch)


def _undeclared(schemas: list[Schema], value: Any, where: str = "") -> Iterator[str]:
    leaves = [leaf for schema in schemas for leaf in leaves_of(schema)]
    if isinstance(value, list):
        items = [leaf["items"] for leaf in leaves if "items" in leaf]
        for row in value if items else ():
            yield from _undeclared(items, row, f"{where}[]")
    elif isinstance(value, dict):
        declared = _declared(leaves)
        if not declared or any(leaf.get("additionalProperties") for leaf in leaves):
            return
        for name, child in value.items():
            if name in declared:
                yield from _undeclared(declared[name], child, f"{where}.{name}")
            else:
                yield f"{where}.{name}".lstrip(".")


def _declared(leaves: list[Schema]) -> dict[str, list[Schema]]:
    declared: dict[str, list[Schema]] = {}
    for leaf in leaves:
        for name, schema in leaf.get("properties", {}).items():
            declared.setdefault(name, []).append(schema)
    return declared
