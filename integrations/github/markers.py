"""The hidden signature that ties an issue to a need, and the block we manage.

Anyone may paste a marker into a public issue: it is signed with a key of ours and
believed only in issues that we wrote ourselves.
"""

import hashlib
import re
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

BEGIN, END = "<!-- passerelle:begin -->", "<!-- passerelle:end -->"
SIGNATURE_LENGTH = 16  # hexadecimal digits

_MARKER = re.compile(
    rf"<!-- passerelle v1 p=([0-9a-f-]{{36}}) h=([0-9a-f]{{{SIGNATURE_LENGTH}}}) -->"
)

_BOX = re.compile(r"(?m)^(- )\[[xX]\](?= )")
_TICKED = re.compile(r"- \[[xX]\] ")


def marker(of: uuid.UUID) -> str:
    """The comment that says which need an issue stands for, by an opaque id."""
    return f"<!-- passerelle v1 p={of} h={_signature(of, settings.SECRET_KEY)} -->"


def marked(body: str) -> uuid.UUID | None:
    """The id in the first marker of ``body`` with a true signature, else ``None``."""
    for found, signature in _MARKER.findall(body):
        of = uuid.UUID(found)
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        if any(constant_time_compare(signature, _signature(of, k)) for k in keys):
            return of
    return None


def marks(body: str, of: uuid.UUID) -> bool:
    """Whether ``body`` is marked with ``of``: of many bodies, signatures are worked
    out for those alone that name it."""
    return str(of) in body and marked(body) == of


def _signature(of: uuid.UUID, key: str | bytes) -> str:
    made = salted_hmac("integrations.github", str(of), secret=key, algorithm="sha256")
    return made.hexdigest()[:SIGNATURE_LENGTH]


@dataclass(frozen=True)
class Parts:
    """A body around its managed block."""

    before: str
    block: str
    after: str


def parts(body: str) -> Parts | None:
    """``body`` split at the managed block; ``None`` when it has not exactly one.
    Line ends are made plain: GitHub's editor writes CRLF."""
    body = body.replace("\r\n", "\n")
    if body.count(BEGIN) != 1 or body.count(END) != 1:
        return None
    before, rest = body.split(BEGIN)
    if END not in rest:
        return None
    block, after = rest.split(END)
    return Parts(before, block, after)


def block_hash(body: str) -> str:
    """SHA-256 of the managed block's text, to see whether somebody edited it. A box
    that developers tick in our list of parts is no edit of ours."""
    found = parts(body)
    if found is None:
        return ""
    plain = _BOX.sub(r"\1[ ]", found.block.strip())
    return hashlib.sha256(plain.encode()).hexdigest()


def with_their_ticks(ours: str, theirs: str) -> str:
    """Our list of parts with the boxes ticked that developers ticked in theirs."""
    ticked = {line[6:] for line in theirs.splitlines() if _TICKED.match(line)}
    return "\n".join(
        f"- [x] {line[6:]}" if line[:6] == "- [ ] " and line[6:] in ticked else line
        for line in ours.split("\n")
    )
