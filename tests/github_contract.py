"""Judges what is said to GitHub, and by GitHub, against GitHub's own description.

``judge(exchange)`` looks at one request and its answer, ``judge_delivery`` at one
webhook. Both return sentences; an empty list means that nothing was found. A judge
that never objects is worthless: tests/integrations/sandbox/test_contract.py keeps
the negative controls.
"""

import gzip
import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

Schema = dict[str, Any]
Exchange = dict[str, Any]

DESCRIPTION = Path(__file__).parent / "data" / "github" / "github-api-trimmed.json.gz"
SUPPORTED_VERSIONS = {"2022-11-28"}
# What any operation may answer although the description does not repeat it.
ANYWHERE = {304, 400, 401, 403, 404, 410, 422, 429, 500, 502, 503}
# Parameters whose value may itself hold slashes.
WITH_SLASHES = {"basehead", "ref", "path"}

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
    loaded = _rewritten(json.loads(gzip.decompress(DESCRIPTION.read_bytes())))
    assert isinstance(loaded, dict)
    return loaded


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


def _followed(node: Schema) -> Schema:
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
        key: "urn:github" + child if key == "$ref" and isinstance(child, str) else _absolute(child)
        for key, child in node.items()
    }


# --- one value against one schema ---------------------------------------------


def findings(schema: Schema, value: Any, where: str) -> list[str]:
    """What is wrong with ``value``, fields nobody declared included."""
    validator = Draft4Validator(_absolute(schema), registry=_registry(), format_checker=formats)
    wrong = [f"{where}: {_told(error)}" for error in validator.iter_errors(value)]
    return wrong + [f"{where}: undeclared field {name}" for name in _undeclared([schema], value)]


def _told(error: Any) -> str:
    """The deepest cause, since "is not valid under any of" helps nobody."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    path = "/".join(str(step) for step in error.absolute_path)
    return f"{path or 'top'}: {error.message[:300]}"


def _leaves(schema: Schema) -> Iterator[Schema]:
    node = _followed(schema)
    yield node
    for union in ("allOf", "anyOf", "oneOf"):
        for branch in node.get(union, ()):
            yield from _leaves(branch)


def _undeclared(schemas: list[Schema], value: Any, where: str = "") -> Iterator[str]:
    leaves = [leaf for schema in schemas for leaf in _leaves(schema)]
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


# --- which operation a request is -----------------------------------------------


@lru_cache(1)
def _routes() -> list[tuple[re.Pattern[str], str]]:
    templates = sorted(description()["paths"], key=lambda path: (path.count("{"), -len(path)))
    return [(_pattern(template), template) for template in templates]


def _pattern(template: str) -> re.Pattern[str]:
    def part(match: re.Match[str]) -> str:
        return r".+" if match[1] in WITH_SLASHES else r"[^/]+"

    return re.compile(re.sub(r"\\\{(\w+)\\\}", part, re.escape(template)))


def template_of(path: str) -> str | None:
    """The path template of the description that ``path`` follows, or None.

    ``/repositories/{id}`` is real but undescribed: it behaves as
    ``/repos/{owner}/{repo}``. Enterprise servers put ``/api/v3`` before it.
    """
    path = path.removeprefix("/api/v3")
    path = re.sub(r"^/repositories/\d+", "/repos/owner/repo", path)
    return next((name for pattern, name in _routes() if pattern.fullmatch(path)), None)


def judge(exchange: Exchange) -> list[str]:
    """What an exchange of ``/_sandbox/traffic`` breaks in GitHub's description.

    ``exchange``: method, path (with query), request and response (each headers and
    body as text), status (None when the connection was cut).
    """
    method, address = exchange["method"].lower(), urlsplit(exchange["path"])
    label = f"{method.upper()} {address.path}"
    template = template_of(address.path)
    operation = description()["paths"].get(template, {}).get(method)
    if operation is None:
        return [f"{label}: GitHub describes no such operation"]
    return [
        *_judge_version(label, exchange["request"]["headers"]),
        *_judge_query(label, operation, address.query),
        *_judge_request(label, operation, exchange["request"]["body"]),
        *_judge_answer(label, operation, exchange),
    ]


def _judge_version(label: str, headers: dict[str, str]) -> list[str]:
    version = _header(headers, "x-github-api-version")
    known = not version or version in SUPPORTED_VERSIONS
    return [] if known else [f"{label}: API version {version} is not this description's"]


def _judge_query(label: str, operation: Schema, query: str) -> list[str]:
    parameters = [_followed(node) for node in operation.get("parameters", ())]
    known = {node["name"]: node["schema"] for node in parameters if node["in"] == "query"}
    wrong: list[str] = []
    for name, text in parse_qsl(query, keep_blank_values=True):
        if name not in known:
            wrong.append(f"{label}: unknown query parameter {name}")
            continue
        schema = _followed(known[name])
        number = schema.get("type") == "integer" and text.lstrip("-").isdigit()
        wrong += findings(schema, int(text) if number else text, f"{label}?{name}")
    return wrong


def _judge_request(label: str, operation: Schema, body: str) -> list[str]:
    described = _followed(operation.get("requestBody", {}))
    if not body:
        return [f"{label}: a body is required"] if described.get("required") else []
    if not described:
        return [f"{label}: GitHub expects no body here"] if body.strip() not in ("{}", "null") else []
    schema = described["content"]["application/json"]["schema"]
    return findings(schema, _wrapped(schema, json.loads(body)), f"{label} request")


def _wrapped(schema: Schema, value: Any) -> Any:
    """Labels may come as a bare array: the description says so in words only."""
    words = " ".join(leaf.get("description", "") for leaf in _label_fields(schema))
    told = "directly" in words or "Alternatively" in words
    return {"labels": value} if told and isinstance(value, list) else value


def _label_fields(schema: Schema) -> list[Schema]:
    return [leaf["properties"]["labels"] for leaf in _leaves(schema) if "labels" in leaf.get("properties", {})]


def _judge_answer(label: str, operation: Schema, exchange: Exchange) -> list[str]:
    status, body = exchange["status"], exchange["response"]["body"]
    if status is None or status >= 500:
        return []
    described = operation["responses"].get(str(status))
    if described is None and status not in ANYWHERE:
        return [f"{label}: answers {status}, which is not described"]
    schema = _answer_schema(described, status)
    if schema is None:
        return [f"{label}: {status} should have no body"] if body else []
    wrong = findings(schema, json.loads(body), f"{label} answer {status}")
    return wrong + (_judge_hosts(label, exchange) if status < 300 else [])


def _answer_schema(described: Schema | None, status: int) -> Schema | None:
    if status == 304:
        return None
    if described is None:
        return {"$ref": "#/components/schemas/basic-error"}
    content = _followed(described).get("content", {})
    schema: Schema | None = content.get("application/json", {}).get("schema")
    return schema


def _judge_hosts(label: str, exchange: Exchange) -> list[str]:
    """Every ``url`` must lead back to the host asked: PyGithub insists on it."""
    host = _header(exchange["request"]["headers"], "host")
    urls = re.findall(r'"url": ?"(https?://[^"]+)"', exchange["response"]["body"])
    return [f"{label}: {url} leads elsewhere" for url in urls if urlsplit(url).netloc != host]


def _header(headers: dict[str, str], name: str) -> str:
    return next((text for key, text in headers.items() if key.lower() == name), "")


# --- webhooks ---------------------------------------------------------------------


def judge_webhook(event: str, payload: dict[str, Any]) -> list[str]:
    """What a webhook's payload breaks in the description of that event and action."""
    name = "-".join(filter(None, [event.replace("_", "-"), payload.get("action", "")]))
    described = description()["x-webhooks"].get(name)
    if described is None:
        return [f"webhook {name}: GitHub describes no such event"]
    schema = described["post"]["requestBody"]["content"]["application/json"]["schema"]
    return findings(schema, payload, f"webhook {name}")


def judge_delivery(headers: dict[str, str], body: bytes, secret: str) -> list[str]:
    """A webhook as it came over the wire: signature, headers and payload."""
    wrong = []
    if _header(headers, "x-hub-signature-256") != signature(body, secret):
        wrong.append("webhook: wrong X-Hub-Signature-256")
    if not re.fullmatch(r"[0-9a-f-]{36}", _header(headers, "x-github-delivery")):
        wrong.append("webhook: X-GitHub-Delivery is no GUID")
    return wrong + judge_webhook(_header(headers, "x-github-event"), json.loads(body))


def signature(body: bytes, secret: str) -> str:
    """The value of X-Hub-Signature-256, worked out apart from what is tested."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
