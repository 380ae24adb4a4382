"""A page somebody may come to, and the steps that lead to its other states."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import translation

from tests.browser.window import Window

Step = Callable[[Window], object]


@dataclass(frozen=True)
class Place:
    """A page: the name of its address (or an address), who looks, what they do there."""

    name: str
    who: str = ""
    args: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    step: Step | None = None
    status: int = 200

    def address(self, language: str) -> str:
        if self.name.startswith(("/", "http")):
            return self.name + self.query
        with translation.override(language):
            return reverse(self.name, kwargs=self.args) + self.query

    def reach(self, window: Window, language: str) -> Window:
        window.go(self.address(language), self.status)
        if self.step:
            self.step(window)
        return window

    def __str__(self) -> str:
        doing = f" after {self.step.__name__}" if self.step else ""
        facts = " ".join(str(value) for value in self.args.values())
        return f"{self.name} {facts}{self.query} seen by {self.who or 'anyone'}{doing}"


# What holds words or a figure, and what empties it as a reader would.
TEXTS = (
    ":is(input:is(:not([type]), [type=text], [type=number], [type=email]), textarea)"
)
TEXTS = f"main form[method=post] {TEXTS}"
EMPTY = """texts => [...document.querySelectorAll(texts)].forEach((box) => {
  box.value = '';
  box.dispatchEvent(new Event('input', {bubbles: true}));
})"""


def send_empty(window: Window) -> None:
    """Send the page's form as it stands, its texts emptied: errors."""
    window.page.evaluate(EMPTY, TEXTS)
    window.submit()
    window.page.wait_for_selector(".error-summary, .error")


def write_a_number(window: Window) -> None:
    """What looks like a health insurance number: stopped, with what one can do."""
    form = "main form[method=post]:has(textarea[name=text])"
    window.page.locator(f"{form} textarea[name=text]").fill("COVI 1901 0112")
    window.submit(f"{form} [type=submit]")
    window.page.wait_for_selector("#blocked")


def take_up_again(window: Window) -> None:
    """A reason, then the page that shows what would leave for the developers."""
    window.page.locator("[name=reason]").fill("Le bouton manque sur mon téléphone.")
    window.submit()
    window.page.wait_for_selector("[name=reopens_issue]")


def choose_too_many(window: Window) -> None:
    assert window.press("[name=chosen]", most=5) == 5
    window.submit()
    window.page.wait_for_selector(".error-summary")


def choose(window: Window) -> None:
    """One need or answer, whatever the tab had kept of an unfinished paper."""
    window.press("[name=chosen]:checked")
    assert window.press("[name=chosen], [name=answer]", most=1)
    window.submit()


def cast(window: Window) -> None:
    choose(window)
    window.submit("main form [type=submit]")
    window.page.wait_for_selector(".tracker-shown")


def search_in_vain(window: Window) -> None:
    window.page.locator("[name=q]").first.fill("xyzzy")
    window.submit("main form [type=submit]")


def ask_for_a_code(window: Window) -> None:
    window.page.locator("[type=email]").fill("personne@passerelle.example")
    window.submit()
    window.page.wait_for_url("**/code/")


def open_the_first(window: Window) -> None:
    """The first pull request of a list in the sandbox."""
    window.submit("main a[href*='/pull/']")
