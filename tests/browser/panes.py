"""The browser's pages, kept from one test to the next: to open one in a session of its
own costs the machine as much as eight visits. Who gets one finds nothing of those before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.findings import axe_to_hand

PHONE = {"width": 360, "height": 740}
EMPTY = "about:blank"
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"

# The reader's language, whether scripts run, and whether the page is drawn.
Kind = tuple[str, bool, bool]


@dataclass
class Panes:
    """Pages that are free, and those that this test took, each in its own session.
    ``launch`` starts a browser that draws what it shows, or one that does not."""

    launch: Callable[[bool], Browser]
    base: str
    browsers: dict[bool, Browser] = field(default_factory=dict)
    free: dict[Kind, list[Page]] = field(default_factory=dict)
    taken: list[tuple[Kind, Page]] = field(default_factory=list)

    def take(
        self, language: str, scripts: bool, viewport: Any = None, drawn: bool = True
    ) -> Page:
        """A page that shows nothing, in a session that nobody has signed in to."""
        kind = (language, scripts, drawn)
        free = self.free.setdefault(kind, [])
        page = free.pop() if free else self._opened(kind)
        self.taken.append((kind, page))
        page.set_viewport_size(viewport or PHONE)
        return page

    def _opened(self, kind: Kind) -> Page:
        language, scripts, drawn = kind
        if drawn not in self.browsers:
            self.browsers[drawn] = self.launch(drawn)
        session = self.browsers[drawn].new_context(
            base_url=self.base,
            java_script_enabled=scripts,
            locale=f"{language}-CA",
            reduced_motion="reduce",
        )
        if scripts:
            session.add_init_script(axe_to_hand())
        return session.new_page()

    def give_back(self) -> None:
        """Every page that was taken, emptied of what the test left in it."""
        for kind, page in self.taken:
            for other in page.context.pages:
                if other is not page:
                    other.close()
            if page.is_closed():
                continue
            if page.url.startswith("http"):
                page.evaluate(FORGET)
            page.goto(EMPTY)
            page.emulate_media(color_scheme="light")
            page.context.clear_cookies()
            self.free[kind].append(page)
        self.taken.clear()

    def close(self) -> None:
        for browser in self.browsers.values():
            browser.close()
