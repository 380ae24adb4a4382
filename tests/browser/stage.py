"""Where the browser's tests play: one browser, one portal and one told story."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import Client

from portal.models import DemoPerson
from tests import databases
from tests.browser.panes import Panes
from tests.browser.telling import Borrowed, Told
from tests.browser.window import Window


@dataclass
class Stage:
    """``doors`` holds who may sign in at the demo's door, ``visits`` who did."""

    panes: Panes
    sandbox: str
    story: Told
    borrowed: Borrowed
    doors: dict[str, int] = field(default_factory=dict)
    visits: dict[str, str] = field(default_factory=dict)

    def ask(self, question: Callable[[], Any]) -> Any:
        """Answer a question to the database, in a thread of its own."""

        def asked() -> Any:
            try:
                return question()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asked).result()

    def begin(self, folder: Path) -> None:
        """The story as it was told, whatever tests did to it before."""
        copy = self.story.copy(folder / "story")
        self.ask(lambda: databases.point_at(databases.sqlite_settings(copy.database)))
        self.borrowed.ROUND_KEYS_DIR = copy.keys
        cache.clear()
        self.visits.clear()
        self.doors = self.ask(
            lambda: {d.person.first_name: d.position for d in DemoPerson.objects.all()}
        )

    def window(
        self, who: str = "", language: str = "fr", scripts: bool = True, **more: Any
    ) -> Window:
        """A window on a phone (``viewport`` makes it another), in which ``who`` has
        signed in. Nobody points at anything in one that is not ``drawn``."""
        return self.seat(
            Window(self.panes.take(language, scripts, **more), language), who
        )

    def seat(self, window: Window, who: str) -> Window:
        """From now on ``who`` looks into the window; whoever did before has left it."""
        session = window.page.context
        session.clear_cookies()
        if who:
            name, here = settings.SESSION_COOKIE_NAME, self.panes.base
            session.add_cookies(
                [{"name": name, "value": self._visit(who), "url": here}]
            )
        return window

    def _visit(self, who: str) -> str:
        """The key of a visit through the demo's door, one for each person and test. No
        browser is needed for it; the journey goes through the door in one."""
        if who not in self.visits:
            self.visits[who] = self.ask(lambda: self._through_the_door(who))
        return self.visits[who]

    def _through_the_door(self, who: str) -> str:
        visitor = Client(HTTP_HOST=urlsplit(self.panes.base).netloc)
        visitor.post("/fr/demo/", {"person": self.doors[who]})
        return str(visitor.cookies[settings.SESSION_COOKIE_NAME].value)
