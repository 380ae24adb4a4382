"""What comes in and what goes out, before HTTP and after it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    """A request read whole. Header names are in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        """The address without its query."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The last value of each query parameter."""
        pairs = parse_qs(urlsplit(self.target).query, keep_blank_values=True)
        return {name: values[-1] for name, values in pairs.items()}

    @property
    def origin(self) -> str:
        """Where the client believes we are."""
        return f"http://{self.headers.get('host', '127.0.0.1')}"

    @property
    def form(self) -> dict[str, str]:
        """The fields of a submitted form, without spaces around them."""
        pairs = parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)
        return {name: values[-1].strip() for name, values in pairs.items()}


@dataclass
class Response:
    """An answer; the server adds Date, Server and Content-Length."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def json_answer(value: Any, status: int = 200, **headers: str) -> Response:
    """``value`` as JSON. Header names are given with underscores."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Response(
        status, body, {"Content-Type": "application/json; charset=utf-8"} | named
    )
