"""Text of ours made harmless in an issue: it pings nobody, refers to nothing, loads
nothing and cannot end or imitate our managed block. Pure.

GitHub first reads Markdown, then looks for names and numbers in what came out: an
entity or a backslash hides nothing from it, so both go first. A backslash before ``@``
still pings; a zero-width space after it does not, which is what the large bots settled
on.
"""

import re

GAP = "\u200b"  # zero-width space
SHA_PIECE = 6  # characters; GitHub takes seven or more for a commit

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_MENTION = re.compile(r"@(?=[A-Za-z0-9])")
_NUMBER = re.compile(r"#(?=\d)")
_GH = re.compile(r"(GH-)(?=\d)", re.IGNORECASE)
# Addresses keep their long numbers: what is within a link is not looked through.
_ADDRESS = r"(?<![^\s(])https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[^\s<>()\[\]*_~`\\]*"
_SHA = re.compile(rf"({_ADDRESS})|[0-9a-f]{{7,}}", re.IGNORECASE)
_HOST = r"(?:www\.)?github\.com\.?(?::\d*)?(?![\w.-])"
_GITHUB = re.compile(rf"(?i)(?:https?:)?//(?:[^\s/@]*@)?{_HOST}")
_BARE_GITHUB = re.compile(rf"(?i)(?<![\w./-]){_HOST}(?=[/?#])")
_IMAGE = re.compile(r"!+(?=\[)")
_TASK = re.compile(r"\[([ \t\n\xa0xX])\](?![(\[:])")
# What may stand before the words of a line: quotes, list marks, and both again.
_BEFORE = r"(?m)^((?:[ \t>]|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*)"
_HEADING = re.compile(_BEFORE + r"(#{1,6})(?=\s|$)")
_UNDERLINE = re.compile(_BEFORE + r"(=+|-+)(?=[ \t]*$)")
_FENCE = re.compile(r"(`{3,}|~{3,})")


def defused(text: str) -> str:
    """Markdown of a brief, fit for an issue's body."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ENTITY.sub("&amp;", _ESCAPE.sub("", text))
    text = _GITHUB.sub("https://redirect.github.com", text)
    text = _BARE_GITHUB.sub("redirect.github.com", text)
    # No HTML at all: neither comments (our markers), nor <details>, nor <img>.
    text = text.replace("<", "&lt;")
    text = _IMAGE.sub("", text)
    text = _TASK.sub(lambda m: "☑" if m[1] in "xX" else "☐", text)
    text = _HEADING.sub(r"\1\\\2", text)
    text = _UNDERLINE.sub(r"\1\\\2", text)
    text = _FENCE.sub(lambda m: GAP.join(m[1]), text)
    return _unlinked(text)


def defused_line(text: str) -> str:
    """The same for a title or a label: one line, no Markdown there."""
    return _unlinked(" ".join(_CONTROL.sub("", text).split()))


def defused_words(text: str) -> str:
    """The same for a few words within a line of an issue's body."""
    return " ".join(defused(text).split())


def _unlinked(text: str) -> str:
    text = _MENTION.sub("@" + GAP, text)
    text = _NUMBER.sub("#" + GAP, text)
    text = _GH.sub(r"\1" + GAP, text)
    return _SHA.sub(lambda found: found[1] or _in_pieces(found[0]), text)


def _in_pieces(sha: str) -> str:
    """Too short, each, to be taken for a commit."""
    pieces = (sha[at : at + SHA_PIECE] for at in range(0, len(sha), SHA_PIECE))
    return GAP.join(pieces)
