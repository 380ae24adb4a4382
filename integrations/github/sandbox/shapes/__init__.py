"""Rows in GitHub's words, field by field as its description declares them."""

import base64
import json
from typing import Any


def dumped(value: Any) -> str:
    """JSON as GitHub writes it: compact, accents as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def node_id(kind: str, number: int | str) -> str:
    """The opaque id that GitHub's GraphQL would know a row by."""
    return base64.b64encode(f"{kind}:{number}".encode()).decode()


from integrations.github.sandbox.shapes import (  # noqa: E402 - they use the two above
    commits,
    issues,
    labels,
    milestones,
    people,
    pulls,
    releases,
    repository,
    reviews,
    timeline,
)

__all__ = [
    "commits", "dumped", "issues", "labels", "milestones", "node_id", "people", "pulls", "releases", "repository", "reviews",
    "timeline",
]  # fmt: skip
