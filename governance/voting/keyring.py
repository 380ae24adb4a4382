"""The key that links a roll line to its ballot while a round is open.

One file a round under ``ROUND_KEYS_DIR``, never in the database: a stolen database
or an old backup opens no link, and after the seal nobody's copy does. Web processes
on several machines must share the folder.
"""

import base64
import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES = 32
NONCE_BYTES = 12


class KeyLost(Exception):
    """The round's key is not there, or is not the one that wrote this link."""


def path(key_id: UUID) -> Path:
    return Path(settings.ROUND_KEYS_DIR) / f"{key_id}.key"


def make(key_id: UUID) -> None:
    """Write a new key; one that a crash left under this name opens nothing."""
    keep(path(key_id), AESGCM.generate_key(KEY_BYTES * 8))


def keep(file: Path, secret: bytes, *, replace: bool = True) -> None:
    """Write a secret: whole or not at all, readable by the portal's account only.

    Without ``replace`` the first of several hands wins and the others keep silent.
    """
    folder = file.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=folder)  # 0600 from the first byte
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(secret)
            written.flush()
            os.fsync(written.fileno())
        if replace:
            Path(draft).replace(file)
        else:
            with contextlib.suppress(FileExistsError):
                file.hardlink_to(draft)
    finally:
        Path(draft).unlink(missing_ok=True)
    _settle(folder)


def write_link(key_id: UUID, line: int, ballot: UUID) -> str:
    """The ballot's id, for the eyes of roll line ``line`` only; ``KeyLost``."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = _cipher(key_id).encrypt(nonce, ballot.bytes, _bound_to(key_id, line))
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def read_link(key_id: UUID, line: int, link: str) -> UUID:
    """The id in a link; ``KeyLost`` also when the link was written for another line."""
    raw = base64.urlsafe_b64decode(link.encode())
    nonce, sealed = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
    try:
        ballot = _cipher(key_id).decrypt(nonce, sealed, _bound_to(key_id, line))
    except (InvalidTag, ValueError) as wrong:
        raise KeyLost from wrong
    return UUID(bytes=ballot)


def destroy(key_id: UUID) -> None:
    """Overwrite and remove the key; harmless to repeat."""
    file = path(key_id)
    with contextlib.suppress(FileNotFoundError):
        with file.open("r+b") as key:
            key.write(secrets.token_bytes(KEY_BYTES))
            key.flush()
            os.fsync(key.fileno())
        file.unlink()
        _settle(file.parent)


def _cipher(key_id: UUID) -> AESGCM:
    try:
        return AESGCM(path(key_id).read_bytes())
    except (OSError, ValueError) as missing:
        raise KeyLost from missing


def _bound_to(key_id: UUID, line: int) -> bytes:
    return f"{key_id}:{line}".encode()


def _settle(folder: Path) -> None:
    """Make a new or removed name survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
