"""The key that signs checkpoints of public logs: one for the portal, kept beside the
round keys and never in the database. Its public half is on every rule sheet."""

import base64
import hashlib
import logging
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from governance.voting import keyring

log = logging.getLogger(__name__)

FILE = "checkpoints.ed25519"
SEED_BYTES = 32
ED25519 = b"\x01"  # the kind of key, in a C2SP signed note


def path() -> Path:
    return Path(settings.ROUND_KEYS_DIR) / FILE


def name() -> str:
    """Whose signature it is: the host of the portal's public address."""
    return re.sub(r"[+\s]", "-", urlsplit(settings.BASE_URL).netloc) or "passerelle"


def origin(round: int) -> str:
    """The name of a round's log, first line of its checkpoints."""
    return f"{name()}/votes/{round}"


def public_key() -> str:
    """The public key as C2SP writes it, ``name+id+key``; made at the first call.
    ``OSError`` where it cannot be kept."""
    _private, key = _keys()
    encoded = base64.b64encode(ED25519 + key).decode()
    return f"{name()}+{key_id(name(), key).hex()}+{encoded}"


def key_id(signer: str, key: bytes) -> bytes:
    return hashlib.sha256(signer.encode() + b"\n" + ED25519 + key).digest()[:4]


def signed(text: str, key: str) -> str | None:
    """``text`` as a signed note, if ours is the private half of ``key``; else None:
    a lost key stops no vote, and the missing checkpoint will show."""
    signer, expected, _encoded = key.split("+", 2)
    try:
        private, public = _keys()
    except (OSError, ValueError):
        log.exception("The key that signs checkpoints cannot be read.")
        return None
    identity = key_id(signer, public)
    if identity.hex() != expected:
        log.error("The key that signs checkpoints is not the one of the rule sheet.")
        return None
    signature = base64.b64encode(identity + private.sign(text.encode())).decode()
    return f"{text}\n— {signer} {signature}\n"


def _keys() -> tuple[Ed25519PrivateKey, bytes]:
    """The private and the public half; made where there are none."""
    file = path()
    if not file.exists():
        seed = Ed25519PrivateKey.generate().private_bytes_raw()
        keyring.keep(file, seed, replace=False)
    there = file.stat()
    return _read(file, there.st_ino, there.st_mtime_ns)


@lru_cache(maxsize=2)
def _read(file: Path, inode: int, written: int) -> tuple[Ed25519PrivateKey, bytes]:
    """Kept while the file stays the same one: every receipt carries a signature."""
    private = Ed25519PrivateKey.from_private_bytes(file.read_bytes())
    return private, private.public_key().public_bytes_raw()
