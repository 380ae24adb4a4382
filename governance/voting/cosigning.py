"""Signatures of witnesses under checkpoints (C2SP ``tlog-cosignature``, Ed25519). Pure.

A witness signs ``cosignature/v1``, the time, and the text of the checkpoint. Its line
in the note holds the id of its key, the time (8 bytes, seconds) and the signature.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

COSIGNER = b"\x04"  # the kind of key, in a C2SP signed note
ID, TIME, SIGNATURE = 4, 8, 64  # bytes
LATEST = 253_402_300_799  # the last second of the year 9999


class BadKey(ValueError):
    """The text is no witness's public key."""


@dataclass(frozen=True)
class Key:
    """The public key of a witness; ``read`` takes it as ``name+id+base64``."""

    name: str
    id: bytes
    raw: bytes

    @classmethod
    def read(cls, text: str) -> "Key":
        try:
            name, said, encoded = text.strip().split("+", 2)
            raw = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error) as wrong:
            raise BadKey(text) from wrong
        mark = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:ID]
        right = raw[:1] == COSIGNER and len(raw) == 33 and mark.hex() == said
        if not right or not name or any(c.isspace() for c in name):
            raise BadKey(text)
        return cls(name, mark, raw[1:])


@dataclass(frozen=True)
class Signed:
    """A line that holds, and when the witness says it signed."""

    line: str
    at: datetime


def found(note: str, key: Key) -> Signed | None:
    """The line of ``key`` under a note, if there is one and it holds."""
    body, _blank, lines = note.partition("\n\n")
    for line in lines.splitlines():
        at = _time_of(f"{body}\n", line, key)
        if at is not None:
            return Signed(line, at)
    return None


def _time_of(body: str, line: str, key: Key) -> datetime | None:
    dash, _space, rest = line.partition(" ")
    name, _space, encoded = rest.rpartition(" ")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        return None
    if dash != "—" or name != key.name or len(raw) != ID + TIME + SIGNATURE:
        return None
    seconds = int.from_bytes(raw[ID : ID + TIME], "big")
    message = f"cosignature/v1\ntime {seconds}\n{body}".encode()
    if raw[:ID] != key.id or seconds > LATEST or not _holds(key, raw, message):
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _holds(key: Key, raw: bytes, message: bytes) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(key.raw)
        public.verify(raw[ID + TIME :], message)
    except (InvalidSignature, ValueError):
        return False
    return True
