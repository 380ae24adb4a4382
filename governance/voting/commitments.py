"""What hides a ballot on the public log until the seal, and what opens it. Pure.

The forms are public and never change: ``bundle/verify.py`` computes them again.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Any

from governance.journal.chain import canonical
from governance.voting import veils
from governance.voting.rules import Choices

BALLOT_TAG, ROLL_TAG = b"ballot/1", b"roll/1"
BITS = 128
HEX = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class CastBallot:
    """A ballot without its row: receipt, choices, and what opens its commitment
    (None on a round opened before there was a public log)."""

    tracker: str
    choices: Choices
    nonce: str | None = None
    salt: str | None = None

    @property
    def commitment(self) -> str:
        """Empty where the ballot was never committed to."""
        if self.nonce is None or self.salt is None:
            return ""
        return commitment(veils.committed(self.choices), self.nonce, self.salt)

    @property
    def said(self) -> Choices:
        """The choices as they are published: without what hides their place."""
        return veils.bare(self.choices)

    def line(self) -> bytes:
        """The ballot in the public file of ballots."""
        return canonical(
            {
                "choices": self.said,
                "nonce": self.nonce,
                "salt": self.salt,
                "tracker": self.tracker,
                **veils.beside(self.choices),
            }
        )


def draw() -> str:
    """A new salt or nonce, in hexadecimal."""
    return secrets.token_hex(BITS // 8)


def usable_nonce(sent: str) -> str:
    """The nonce that the browser sent, or one of ours where it sent none."""
    return sent if HEX.fullmatch(sent) else draw()


def commitment(choices: Choices, nonce: str, salt: str) -> str:
    """SHA-256, in hexadecimal, of ``ballot/1``, a zero byte and the opening."""
    opening: dict[str, Any] = {"choices": choices, "nonce": nonce, "salt": salt}
    return hashlib.sha256(BALLOT_TAG + b"\0" + canonical(opening)).hexdigest()


def roll_leaf(round: int, ref: object, salt: str) -> str:
    """A line of the public roll: nobody recognises it but who holds the salt."""
    parts = (ROLL_TAG, str(round).encode(), str(ref).encode(), bytes.fromhex(salt))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def roll_line(
    leaf: str, place: str, *, voted: bool, paper: bool = False, struck: bool = False
) -> bytes:
    """The line in the public file of the roll; ``paper``, and that a correction struck
    the line, are told only where it is so."""
    more = {"paper": paper, "struck": struck}
    told = {"leaf": leaf, "place": place, "voted": voted}
    return canonical(told | {name: True for name, holds in more.items() if holds})
