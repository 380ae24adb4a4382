"""Words of a template that no translation can reach."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

TRANSLATED = re.compile(
    r"{%\s*(blocktrans(?:late)?|comment)\b.*?{%\s*end\1\s*%}"
    r"|{%\s*trans(?:late)?\s.*?%}|{#.*?#}",
    re.DOTALL,
)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
# Not shown as it is: what is compared, what _( ) translates, how wide a picture is.
LITERAL = re.compile(r"(==|!=|\bin|sizes=|_\()?\s*(?:\"([^\"]*)\"|'([^']*)')(\s+in\b)?")
WORD = re.compile(r"[^\W\d_]{3,}")
# Names, the same in every language.
NAMES = re.compile(r"\b(Passerelle|GitHub|English|Français|Atom|JSON|SHA)\b")
READ_OUT = {"alt", "title", "placeholder", "aria-label", "aria-description"}
# What is typed or run is no sentence; what names its language is said in it on purpose.
VERBATIM = {"code", "pre", "kbd", "samp", "script", "style"}
ALONE = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
    "source", "track", "wbr",
}  # fmt: skip
# Both languages on one page: nothing that translates may be at hand when they are shown.
# The gallery shows components to those who draw them, and is no page of the site.
IN_BOTH = {"404.html", "414.html", "500.html", "site/gallery.html"}


def untranslated(templates: Path) -> list[str]:
    """Each visible sentence that stands in a template as it is."""
    return [
        f"templates/{name}:{line}: “{words}” is not translated"
        for path in sorted(templates.rglob("*.*"))
        if (name := path.relative_to(templates).as_posix()) not in IN_BOTH
        for line, words in found(path.read_text())
    ]


def found(text: str) -> list[tuple[int, str]]:
    """Line and words of what is shown to a reader without being translated."""
    text = TRANSLATED.sub(_only_its_lines, text)
    page = _Page()
    page.feed(TAG.sub(_only_its_lines, text))
    return sorted([*page.found, *_handed_on(text)])


def _handed_on(text: str) -> Iterator[tuple[int, str]]:
    """Sentences that a tag hands to another template or to a filter."""
    for tag in TAG.finditer(text):
        for before, *pair, after in LITERAL.findall(tag.group()):
            words = "".join(pair).strip()
            if (
                not (before or after)
                and " " in words
                and WORD.search(NAMES.sub("", words))
            ):
                yield text.count("\n", 0, tag.start()) + 1, words


def _only_its_lines(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n")


class _Page(HTMLParser):
    """Collects text and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.inside: list[tuple[str, bool]] = []  # tag, and whether it excuses words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        excused = tag in VERBATIM or ("lang" in given and tag != "html")
        if not excused:
            for name in READ_OUT & set(given):
                self._look_at(given[name] or "")
        if tag not in ALONE:
            self.inside.append((tag, excused))

    def handle_endtag(self, tag: str) -> None:
        while tag in (name for name, _excused in self.inside):
            if self.inside.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not any(excused for _tag, excused in self.inside[-2:]):
            self._look_at(data)

    def _look_at(self, words: str) -> None:
        if WORD.search(NAMES.sub("", words)):
            self.found.append((self.getpos()[0], " ".join(words.split())))
