"""Looking once at what is the same: axe takes half a second for a page, and most pages
are made of what other pages have shown.

Axe reads a page whole when its set of templates has not been seen in this tour. On any
other page of the French tour it reads each element of a *shape* not seen before
(``shapes.js``: the element, its state and all those around it, without words and
counts), so that a branch of a known template is read, too; a branch has the same
elements and colours in English. Colours, half of axe's work, are those of a shape: they
are read wherever one is new. Our own checks look at every state of every page, in both.
"""

import threading
from collections.abc import Hashable
from typing import Any, Self

from django.core.signals import request_started
from django.test.signals import template_rendered

from tests.browser.findings import closely, survey
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


class Eye:
    """What this tour has seen, and the faults of a page in a window."""

    def __init__(self, language: str, narrow: bool) -> None:
        self.language, self.narrow = language, narrow
        self.branches = narrow
        self.wholes: set[Hashable] = set()
        self.shapes: set[int] = set()

    def faults(self, window: Window, made_of: Hashable) -> list[str]:
        """``made_of``: the page's templates, or whatever stands for them."""
        found, shapes = survey(window, self.language, self.narrow)
        return found + self._novelties(window, made_of, shapes)

    def _novelties(
        self, window: Window, made_of: Hashable, here: list[int]
    ) -> list[str]:
        new = [shape for shape in here if shape not in self.shapes]
        whole = made_of not in self.wholes
        self.shapes.update(new)
        self.wholes.add(made_of)
        if not whole and not (new and self.branches):
            return []
        return closely(window, self.narrow, new, structure=None if whole else new)
