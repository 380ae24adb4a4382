"""Names as they are looked for: small letters, no accents, each word after a space.

Kept beside the name, so that the database alone finds “ trem” among 100,000 members.
"""

import re
import unicodedata

_SPREAD = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"})
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a name, or of what somebody typed: “O’Néill-Roy” has three."""
    spread = unicodedata.normalize("NFKD", text.lower().translate(_SPREAD))
    plain = "".join(c for c in spread if not unicodedata.combining(c))
    return _WORD.findall(plain.lower())


def folded(*names: str) -> str:
    """“ melanie bouchard tremblay”; empty without a name."""
    return "".join(f" {word}" for name in names for word in words(name))
