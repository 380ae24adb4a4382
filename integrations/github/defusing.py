"""Text of ours made harmless in an issue: it pings nobody, refers to nothing, loads
nothing and cannot end or imitate our managed block. Pure.

A backslash before ``@`` still pings; a zero-width space after it does not, which is
what the large bots settled on.
"""

import re

GAP = "\u200b"  # zero-width space

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_MENTION = re.compile(r"@(?=[A-Za-z0-9])")
_NUMBER = re.compile(r"#(?=\d)")
_GH = re.compile(r"\b(GH-)(?=\d)", re.IGNORECASE)
_SHA = re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])([0-9a-f]{4})([0-9a-f]{3,36})\b")
_GITHUB = re.compile(r"(?i)(?:https?:)?//(?:www\.)?github\.com(?=[/\s)]|$)")
_BARE_GITHUB = re.compile(r"(?i)(?<![\w./-])(?:www\.)?github\.com/")
_IMAGE = re.compile(r"!(?=\[)")
_TASK = re.compile(r"(?m)^(\s*(?:[-*+]|\d+[.)])\s+)\[([ xX])\]")
_HEADING = re.compile(r"(?m)^(\s{0,3})(#{1,6})(?=\s|$)")
_UNDERLINE = re.compile(r"(?m)^(\s{0,3})(=+|-+)(?=[ \t]*$)")
_FENCE = re.compile(r"(`{3,}|~{3,})")


def defused(text: str) -> str:
    """Markdown of a brief, fit for an issue's body."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _GITHUB.sub("https://redirect.github.com", text)
    text = _BARE_GITHUB.sub("redirect.github.com/", text)
    # No HTML at all: neither comments (our markers), nor <details>, nor <img>.
    text = text.replace("<", "&lt;")
    text = _IMAGE.sub("", text)
    text = _TASK.sub(lambda m: m[1] + ("☐" if m[2] == " " else "☑"), text)
    text = _HEADING.sub(r"\1\\\2", text)
    text = _UNDERLINE.sub(r"\1\\\2", text)
    text = _FENCE.sub(lambda m: GAP.join(m[1]), text)
    return _unlinked(text)


def defused_line(text: str) -> str:
    """The same for a title or a label: one line, no Markdown there."""
    return _unlinked(" ".join(_CONTROL.sub("", text).split()))


def _unlinked(text: str) -> str:
    text = _MENTION.sub("@" + GAP, text)
    text = _NUMBER.sub("#" + GAP, text)
    text = _GH.sub(r"\1" + GAP, text)
    return _SHA.sub(r"\1" + GAP + r"\2", text)
