"""What would run in a page, as far as its HTML tells."""

from html.parser import HTMLParser

from tests.portal.doors.payloads import MARK

ADDRESSES = {
    "href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcdoc",
}  # fmt: skip
LOADED = {"script", "iframe", "object", "embed", "base", "meta", "link", "style"}
SAFE = ("http:", "https:", "mailto:", "tel:")


class Activity(HTMLParser):
    """``found`` lists what a text of ours made active; ``loose`` what our pages never
    have, whoever wrote it (inline scripts and styles)."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.loose: list[str] = []
        self.inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        self.inside = tag if tag in {"script", "style"} else ""
        written = dict(attributes)
        words = written.get("rel") == "alternate" or (
            tag == "meta" and "name" in written
        )
        loads = tag in LOADED and not words
        if MARK in tag or (loads and MARK in str(written)):
            self.found.append(self.get_starttag_text() or tag)
        if tag == "style" or (tag == "script" and not is_our_script(written)):
            self.loose.append(self.get_starttag_text() or tag)
        for name, value in attributes:
            self._attribute(name, value or "")

    def _attribute(self, name: str, value: str) -> None:
        handler = name.startswith("on") or name == "style"
        if handler:
            self.loose.append(f"{name}={value}")
        runs = name in ADDRESSES and not is_safe(value)
        if MARK in name or (MARK in value and (handler or runs)):
            self.found.append(f"{name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        """A script of Wagtail's may hold our words as JSON, every bracket escaped."""
        if self.inside and MARK in data and ("<" in data or "{" not in data):
            self.found.append(f"<{self.inside}>{data}")


def is_our_script(written: dict[str, str | None]) -> bool:
    return (written.get("src") or "").startswith("/static/")


def is_safe(address: str) -> bool:
    """A browser drops white space and control codes before it looks at the scheme."""
    plain = "".join(c for c in address.lower() if c > " ")
    before = plain.partition(":")[0]
    relative = ":" not in plain or any(c in before for c in "/?#")
    return relative or plain.startswith(SAFE)
