"""Looking once at what is the same: axe takes half a second for a page, and most pages
are made of what other pages have shown.

Axe reads a page whole when its set of templates has not been seen in this tour. On any
other page of the French tour it reads each element of a *shape* not seen before
(``shapes.js``: the element, its state and all those around it, without words and
counts), so that a branch of a known template is read, too; a branch has the same
elements and colours in English. Colours, half of axe's work, are those of a *tone*
(``tones.js``: all that decides whether a text can be read): they are read until axe has
judged one text of that tone. Our own checks look at every state of every page, in both.
"""

import threading
from collections.abc import Hashable
from typing import Any, Self

from django.core.signals import request_started
from django.test.signals import template_rendered

from tests.browser.findings import Pair, axe, dark, survey
from tests.browser.window import Window


class Rendered:
    """Which templates the portal used for its last page. Each answer has a thread of
    its own; the sandbox is another process and nothing is heard of it."""

    def __init__(self) -> None:
        self.answers: dict[int, set[str]] = {}

    def __enter__(self) -> Self:
        request_started.connect(self._began)
        template_rendered.connect(self._heard)
        return self

    def __exit__(self, *_broken: object) -> None:
        request_started.disconnect(self._began)
        template_rendered.disconnect(self._heard)

    def _began(self, **_more: Any) -> None:
        """A thread that ended gives its number to a later one."""
        self.answers.pop(threading.get_ident(), None)

    def _heard(self, sender: Any, **_more: Any) -> None:
        answer = self.answers.setdefault(threading.get_ident(), set())
        answer.add(str(sender.name))

    def last(self) -> frozenset[str]:
        """The templates of the last page since this was asked."""
        found = list(self.answers.values())[-1:]
        self.answers.clear()
        return frozenset(*found)


class Tones:
    """The texts whose colours need not be read again in a theme: axe has judged their
    tone, or was asked of that very tone in that very shape and could not."""

    def __init__(self) -> None:
        self.judged: set[int] = set()
        self.asked: set[Pair] = set()

    def unread(self, here: list[Pair]) -> list[Pair]:
        return [
            pair
            for pair in here
            if pair[0] not in self.judged and pair not in self.asked
        ]

    def read(self, asked: list[Pair], judged: list[Pair]) -> None:
        self.asked.update(asked)
        self.judged.update(tone for tone, _shape in judged)


class Eye:
    """What this tour has seen, and the faults of a page in a window. ``wholes``: what
    is never read whole, but shape by shape."""

    def __init__(
        self, language: str, narrow: bool, wholes: set[Hashable] | None = None
    ) -> None:
        self.language, self.narrow = language, narrow
        self.branches = narrow or wholes is not None
        self.wholes: set[Hashable] = wholes or set()
        self.shapes: set[int] = set()
        self.light, self.dark = Tones(), Tones()

    def faults(self, window: Window, made_of: Hashable) -> list[str]:
        """``made_of``: the page's templates, or whatever stands for them."""
        page = survey(window, self.language, self.narrow)
        return page.faults + self.closely(window, made_of, page.shapes, page.tones)

    def closely(
        self, window: Window, made_of: Hashable, shapes: list[int], tones: list[Pair]
    ) -> list[str]:
        """What axe finds in that which is new here."""
        new = [shape for shape in shapes if shape not in self.shapes]
        whole = made_of not in self.wholes
        self.shapes.update(new)
        self.wholes.add(made_of)
        structure = None if whole else (new if self.branches else [])
        found = self._axe(window, structure, tones, self.light)
        if self.narrow and {shape for _tone, shape in tones} & set(new):
            with dark(window) as here:
                told = self._axe(window, [], here, self.dark)
            found += [f"dark: {fault}" for fault in told]
        return found

    @staticmethod
    def _axe(
        window: Window, structure: list[int] | None, here: list[Pair], known: Tones
    ) -> list[str]:
        asked = known.unread(here)
        found, judged = axe(window, structure, asked)
        known.read(asked, judged)
        return found


def findings(window: Window, language: str, narrow: bool = False) -> list[str]:
    """Every fault of a page that nobody has looked at, as "rule: where". ``narrow``
    adds what matters on a phone, and the colours of the dark theme."""
    return Eye(language, narrow).faults(window, "the page")
