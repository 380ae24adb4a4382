"""Member text in, safe HTML out. The only module that imports ``markdown``.

Members write a little Markdown. What comes out holds only the tags named here, no
picture, no raw HTML (it is shown as typed), no heading above the third level (the
page's own are h1 and h2), and only links that a browser may safely follow.

Markdown's parser takes seconds, or runs out of stack, on text made for that: what
looks so is shown as typed instead. Measured on version 3.11; see ``LIMIT`` and
``BRACKETS``.
"""

import html
import re
import unicodedata

import markdown  # noqa: TID251 - here and nowhere else
import nh3

LIMIT = 8000  # characters
BRACKETS = 200  # opening square brackets; 5,000 of them take ten seconds
NESTING = 40  # levels of quotation or indentation on one line

TAGS = frozenset(
    {
        "p",
        "br",
        "strong",
        "em",
        "ul",
        "ol",
        "li",
        "blockquote",
        "code",
        "pre",
        "a",
        "hr",
    }
    | {"h3", "h4", "h5", "h6"}
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
LINK_REL = "nofollow ugc noopener"
HEADING_SHIFT = 2  # “# Title” becomes an h3

_runs = re.compile(r"([^\w\s])\1{6,}")
_nested = re.compile(
    rf"^(?:[ \t]*[>*+\-][ \t]*|[ ]{{4}}|\t){{{NESTING},}}", re.MULTILINE
)
_unwanted = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
    # Turned around or not seen at all: a text must read as it is kept.
    r"\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]"
)
_block_end = re.compile(r"<br ?/?>|</(?:p|h[3-6]|li|blockquote|pre)>|<hr ?/?>")


def tidy(text: str) -> str:
    """Text as it is kept: composed letters, one kind of line end, no control codes
    (PostgreSQL refuses NUL) nor marks that turn the reading direction or show nothing,
    nothing blank at either end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _unwanted.sub("", unicodedata.normalize("NFC", text)).strip()


def to_html(text: str) -> str:
    """Safe HTML for a text of at most ``LIMIT`` characters; longer is not parsed."""
    text = _runs.sub(lambda run: run.group(1) * 6, tidy(text))
    if _is_hostile(text):
        return _as_typed(text)
    try:
        return _clean(_parse(text))
    except RecursionError:
        return _as_typed(text)


def to_plain(text: str) -> str:
    """The words of a text without its marks, for mails, cards and descriptions."""
    marked = to_html(text).replace("<li>", "- ")
    bare = nh3.clean(_block_end.sub("\n", marked), tags=set())
    return re.sub(r"\n{2,}", "\n", html.unescape(bare)).strip()


def _is_hostile(text: str) -> bool:
    return (
        len(text) > LIMIT
        or text.count("[") > BRACKETS
        or _nested.search(text) is not None
    )


def _parse(text: str) -> str:
    parser = markdown.Markdown(extensions=["sane_lists", "nl2br"])
    parser.preprocessors.deregister("html_block")
    for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
        parser.inlinePatterns.deregister(pattern)
    return _lower_headings(parser.convert(text))


def _lower_headings(marked: str) -> str:
    """Only the parser writes tags here: what members type is escaped already."""

    def lower(tag: re.Match[str]) -> str:
        return f"{tag[1]}{min(int(tag[2]) + HEADING_SHIFT, 6)}>"

    return re.sub(r"(</?h)([1-6])>", lower, marked)


def _clean(marked: str) -> str:
    return nh3.clean(
        marked,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=LINK_REL,
    )


def _as_typed(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", html.escape(text))
    lines = (p.strip("\n").replace("\n", "<br>\n") for p in paragraphs)
    return "\n".join(f"<p>{p}</p>" for p in lines if p.strip())
