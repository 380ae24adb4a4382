"""Text made plain for matching, with the way back to where each letter stood."""

import unicodedata
from dataclasses import dataclass

# Dashes and odd spaces that people, keyboards and word processors leave in numbers.
DASHES = "‐‑‒–—−"
SAME = {ord(dash): "-" for dash in DASHES} | {ord("’"): "'", ord("‘"): "'"}


@dataclass(frozen=True)
class Folded:
    """``plain`` (lower case) and ``cased`` have the same length; ``origin`` maps each
    of their characters to its place in the text that was given."""

    plain: str
    cased: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Accents, odd spaces and dashes, full-width figures and invisible characters
    make no difference to what the guard sees."""
    cased: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        for part in _parts(letter):
            cased.append(part)
            origin.append(place)
    together = "".join(cased)
    plain = "".join(c.lower() if len(c.lower()) == 1 else c for c in together)
    return Folded(plain, together, tuple(origin))


def _parts(letter: str) -> str:
    if letter.isascii():
        return letter
    spread = unicodedata.normalize("NFKD", letter.translate(SAME))
    return "".join(_figure(c) for c in spread if not _is_invisible(c))


def _figure(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return " " if unicodedata.category(character) == "Zs" else character


def _is_invisible(character: str) -> bool:
    """Combining marks, soft hyphens, zero-width spaces and joiners."""
    return unicodedata.category(character) in {"Mn", "Me", "Cf"}
