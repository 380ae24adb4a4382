"""What a first view costs a phone: every file the page asks for, compressed."""

import gzip
from dataclasses import dataclass
from urllib.request import ProxyHandler, build_opener

from tests.browser.window import Window

FILES = "() => performance.getEntriesByType('resource').map(entry => entry.name)"
opener = build_opener(ProxyHandler({}))
sizes: dict[str, int] = {}


@dataclass(frozen=True)
class Weight:
    """Bytes; fonts are compressed already and stand beside the rest."""

    page: int
    files: int
    fonts: int

    @property
    def total(self) -> int:
        return self.page + self.files


def weigh(window: Window) -> Weight:
    """The page that stands in the window, as if nothing of it were kept before."""
    asked = set(window.page.evaluate(FILES))
    fonts = {url for url in asked if url.endswith(".woff2")}
    return Weight(
        page=len(gzip.compress(window.page.content().encode(), 9)),
        files=sum(compressed(url) for url in asked - fonts),
        fonts=sum(compressed(url) for url in fonts),
    )


def compressed(url: str) -> int:
    if url not in sizes:
        with opener.open(url) as answer:
            body = answer.read()
        sizes[url] = len(body if url.endswith(".woff2") else gzip.compress(body, 9))
    return sizes[url]
