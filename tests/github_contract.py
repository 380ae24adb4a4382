"""Judges what is said to GitHub, and by GitHub, against GitHub's own description.

``judge(exchange)`` looks at one request and its answer, ``judge_delivery`` at one
webhook. Both return sentences; an empty list means that nothing was found. A judge
that never objects is worthless: tests/integrations/sandbox/test_contract.py keeps
the negative controls.
"""

import hashlib
import hmac
import json
import re
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests import graphql_contract
from tests.github_description import (
    NAME,
    Schema,
    description,
    findings,
    followed,
    leaves_of,
)

Exchange = dict[str, Any]

SUPPORTED_VERSIONS = {"2022-11-28"}
# What any operation may answer although the description does not repeat it.
ANYWHERE = {304, 400, 401, 403, 404, 410, 422, 429, 500, 502, 503}
# Parameters whose value may itself hold slashes.
WITH_SLASHES = {"basehead", "ref", "path"}
# What an answer holds that is described nowhere.
ERROR: Schema = {"$ref": f"{NAME}#/components/schemas/basic-error"}

# Which operation a request is.


@lru_cache(1)
def _routes() -> list[tuple[re.Pattern[str], str]]:
    templates = sorted(
        description()["paths"], key=lambda path: (path.count("{"), -len(path))
    )
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
    if address.path in graphql_contract.PATHS:
        return graphql_contract.judge(exchange)
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
    return (
        [] if known else [f"{label}: API version {version} is not this description's"]
    )


def _judge_query(label: str, operation: Schema, query: str) -> list[str]:
    parameters = [followed(node) for node in operation.get("parameters", ())]
    known = {
        node["name"]: node["schema"] for node in parameters if node["in"] == "query"
    }
    wrong: list[str] = []
    for name, text in parse_qsl(query, keep_blank_values=True):
        if name not in known:
            wrong.append(f"{label}: unknown query parameter {name}")
            continue
        schema = followed(known[name])
        number = schema.get("type") == "integer" and text.lstrip("-").isdigit()
        wrong += findings(schema, int(text) if number else text, f"{label}?{name}")
    return wrong


def _judge_request(label: str, operation: Schema, body: str) -> list[str]:
    described = followed(operation.get("requestBody", {}))
    if not body:
        return [f"{label}: a body is required"] if described.get("required") else []
    if not described:
        return (
            [f"{label}: GitHub expects no body here"]
            if body.strip() not in ("{}", "null")
            else []
        )
    schema = described["content"]["application/json"]["schema"]
    return findings(schema, _wrapped(schema, json.loads(body)), f"{label} request")


def _wrapped(schema: Schema, value: Any) -> Any:
    """Labels may come as a bare array: the description says so in words only."""
    words = " ".join(leaf.get("description", "") for leaf in _label_fields(schema))
    told = "directly" in words or "Alternatively" in words
    return {"labels": value} if told and isinstance(value, list) else value


def _label_fields(schema: Schema) -> list[Schema]:
    return [
        leaf["properties"]["labels"]
        for leaf in leaves_of(schema)
        if "labels" in leaf.get("properties", {})
    ]


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
        return ERROR
    content = followed(described).get("content", {})
    schema: Schema | None = content.get("application/json", {}).get("schema")
    return schema


def _judge_hosts(label: str, exchange: Exchange) -> list[str]:
    """Every ``url`` must lead back to the host asked: PyGithub insists on it."""
    host = _header(exchange["request"]["headers"], "host")
    urls = re.findall(r'"url": ?"(https?://[^"]+)"', exchange["response"]["body"])
    return [
        f"{label}: {url} leads elsewhere"
        for url in urls
        if urlsplit(url).netloc != host
    ]


def _header(headers: dict[str, str], name: str) -> str:
    return next((text for key, text in headers.items() if key.lower() == name), "")


# Webhooks.


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
