"""Where a secret ballot comes from, hidden in its commitment. Pure.

In a secret vote by co-op a ballot commits to a mark of its place, not to the place. At
the seal the veil opens the mark where enough people voted; elsewhere the mark alone is
published, and the veil is forgotten. ``bundle/verify.py`` computes the marks again.
"""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from governance.voting.rules import Choices

TAG = b"place/1"
VEIL = "veil"  # 32 hexadecimal digits open the mark; 64 are the mark itself
BYTES = 16


def veiled(choices: Choices) -> dict[str, Any]:
    """The choices with a veil of their own."""
    return {**choices, VEIL: secrets.token_hex(BYTES)}


def mark(place: str, veil: str) -> str:
    """SHA-256, in hexadecimal, of ``place/1``, the place and the veil, zero bytes
    between."""
    parts = (TAG, place.encode(), bytes.fromhex(veil))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def committed(choices: Choices) -> Choices:
    """What the commitment is made of: a mark where the place is hidden."""
    if VEIL not in choices:
        return choices
    return {**bare(choices), "place": _mark_of(choices)}


def bare(choices: Choices) -> Choices:
    if VEIL not in choices:
        return choices
    return {name: said for name, said in choices.items() if name != VEIL}


def beside(choices: Choices) -> dict[str, str]:
    """What is published beside the choices, so that the commitment can be checked."""
    return {VEIL: choices[VEIL]} if VEIL in choices else {}


def placed(choices: Choices, together: Mapping[str, str]) -> Choices:
    """The choices as they are kept from the seal on. ``together``: for each co-op that
    is not told apart, the name of those it is counted with."""
    name = together.get(choices.get("place", ""))
    if VEIL not in choices or name is None:
        return choices
    return {**choices, "place": name, VEIL: _mark_of(choices)}


def _mark_of(choices: Choices) -> str:
    veil: str = choices[VEIL]
    return veil if len(veil) > 2 * BYTES else mark(choices["place"], veil)
