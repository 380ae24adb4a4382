"""The canonical form of a journal line and its digest. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def canonical(line: Mapping[str, Any]) -> bytes:
    """One way to write a line as bytes: sorted keys, no spaces, UTF-8 (RFC 8785's
    spirit, for the strings, integers and booleans that journal facts hold)."""
    return json.dumps(
        line, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def stamp(at: datetime) -> str:
    """An aware time as UTC text with microseconds, the same on every database."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(
    *,
    number: int,
    verb: str,
    subject_kind: str,
    subject_id: str,
    by: str,
    at: datetime,
    facts: Mapping[str, Any],
    prev: str,
) -> str:
    """SHA-256, in hexadecimal, of a line and of the digest before it."""
    line = {
        "number": number,
        "verb": verb,
        "subject_kind": subject_kind,
        "subject_id": subject_id,
        "by": by,
        "at": stamp(at),
        "facts": facts,
        "prev": prev,
    }
    return hashlib.sha256(canonical(line)).hexdigest()
