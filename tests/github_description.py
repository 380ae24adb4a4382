"""GitHub's own description, and what one value breaks in one of its schemas."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jsonschema import Draft4Validator, FormatChecker
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

Schema = dict[str, Any]
NAME = "urn:github"

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
    """The trimmed description, ``nullable`` rewritten to a union with null, and every
    reference with the name of the whole."""
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
    if isinstance(plain.get("$ref"), str):
        plain["$ref"] = NAME + plain["$ref"]
    if plain.pop("nullable", False) is True:
        return {"anyOf": [plain, {"type": "null"}]}
    return plain


@lru_cache(1)
def _registry() -> Any:
    resource = Resource(contents=description(), specification=DRAFT4)
    return Registry().with_resource(NAME, resource)


def followed(node: Schema) -> Schema:
    while "$ref" in node:
        found: Any = description()
        for step in node["$ref"].removeprefix(f"{NAME}#/").split("/"):
            found = found[unquote(step).replace("~1", "/").replace("~0", "~")]
        node = found
    return node


# One value against one schema.

_sound: set[bytes] = set()
_by_ref = Draft4Validator.VALIDATORS["$ref"]


def _followed_once(
    validator: Any, ref: str, value: Any, schema: Schema
) -> Iterator[Any]:
    """The people and labels of an exchange come again and again: what was found sound
    once, to the letter, is not looked at a second time."""
    words = json.dumps([ref, value], sort_keys=True)
    seen = hashlib.sha256(words.encode()).digest()
    if seen in _sound:
        return
    errors = list(_by_ref(validator, ref, value, schema))
    if not errors:
        _sound.add(seen)
    yield from errors


_Validator = extend(Draft4Validator, {"$ref": _followed_once})


@lru_cache(1)
def _validator() -> Any:
    return _Validator({"$ref": NAME}, registry=_registry(), format_checker=formats)


def findings(schema: Schema, value: Any, where: str) -> list[str]:
    """What is wrong with ``value``, fields nobody declared included."""
    validator = _validator().evolve(schema=schema)
    wrong = [f"{where}: {_told(error)}" for error in validator.iter_errors(value)]
    return wrong + [
        f"{where}: undeclared field {name}" for name in _undeclared((schema,), value)
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


@dataclass
class _Shape:
    """What schemas together declare: of a list its items, of an object its fields."""

    schemas: tuple[Schema, ...]
    items: tuple[Schema, ...] = ()
    fields: dict[str, tuple[Schema, ...]] = field(default_factory=dict)
    is_open: bool = False


_shapes: dict[tuple[int, ...], _Shape] = {}


def _shape(schemas: tuple[Schema, ...]) -> _Shape:
    """Kept with its schemas, so that no other can have their ids."""
    key = tuple(map(id, schemas))
    if key not in _shapes:
        leaves = [leaf for schema in schemas for leaf in leaves_of(schema)]
        shape = _shapes[key] = _Shape(schemas)
        shape.items = tuple(leaf["items"] for leaf in leaves if "items" in leaf)
        shape.is_open = any(leaf.get("additionalProperties") for leaf in leaves)
        for leaf in leaves:
            for name, schema in leaf.get("properties", {}).items():
                shape.fields[name] = (*shape.fields.get(name, ()), schema)
    return _shapes[key]


def _undeclared(
    schemas: tuple[Schema, ...], value: Any, where: str = ""
) -> Iterator[str]:
    if not isinstance(value, list | dict):
        return
    shape = _shape(schemas)
    if isinstance(value, list):
        for row in value if shape.items else ():
            yield from _undeclared(shape.items, row, f"{where}[]")
    elif shape.fields and not shape.is_open:
        for name, child in value.items():
            if name in shape.fields:
                yield from _undeclared(shape.fields[name], child, f"{where}.{name}")
            else:
                yield f"{where}.{name}".lstrip(".")
