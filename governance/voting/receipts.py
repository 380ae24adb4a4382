"""The receipt of a ballot: four plain words, easy to read out and to type."""

import hashlib
import re
import secrets
import unicodedata

from governance.voting.words import WORDS

RECEIPT_WORDS = 4


def new_tracker() -> str:
    """Four words, such as ``tamarac-huard-sapin-rame``; drawn, never derived."""
    return "-".join(secrets.choice(WORDS) for _ in range(RECEIPT_WORDS))


def tidy(typed: str) -> str:
    """What a person typed, as a tracker: case, accents and spaces do not matter."""
    plain = unicodedata.normalize("NFKD", typed).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z]+", plain.lower()))


def form_digest(form_key: str) -> str:
    """What is kept of a form's one-use key."""
    return hashlib.sha256(form_key.encode()).hexdigest()[:32]
