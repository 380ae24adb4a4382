"""Words as they are looked for: small letters, no accents, œ as oe. Pure."""

import re
import unicodedata

_SPREAD = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"})
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """“Résultats” and “resultats” are the same word, “Cœur” and “coeur”, too."""
    spread = unicodedata.normalize("NFKD", text.lower().translate(_SPREAD))
    return "".join(c for c in spread if not unicodedata.combining(c)).lower()


def words(text: str) -> list[str]:
    """The folded words of a text: “O’Néill-Roy” has three."""
    return _WORD.findall(fold(text))
