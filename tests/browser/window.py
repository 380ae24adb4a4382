"""A window of the browser that notices what no page may do."""

from collections.abc import Callable
from typing import ClassVar
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

PATIENCE = 10_000  # milliseconds
BAD = 400
SEND = "main form[method=post]:has(textarea, input:not([type=hidden])) [type=submit]"

PRESS = """([names, most]) => {
  const all = [...document.querySelectorAll(names)].slice(0, most);
  all.forEach((one) => one.click());
  return all.length;
}"""


class Window:
    """One page, watched: a request to another host, an error of a script, a refusal by
    the Content-Security-Policy and a file that is not there are faults."""

    opened: ClassVar[list["Window"]] = []

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language
        self.faults: list[str] = []
        self.answers: list[Response] = []
        page.set_default_timeout(PATIENCE)
        self.ears: dict[str, Callable[..., None]] = {
            "request": self._asked,
            "response": self._answered,
            "console": self._said,
            "pageerror": lambda error: self._fault(f"script error: {error}"),
        }
        for event, ear in self.ears.items():
            page.on(event, ear)  # type: ignore[call-overload]
        Window.opened.append(self)

    def close(self) -> None:
        """Notice nothing any more; the page itself may serve another test."""
        for event, ear in self.ears.items():
            self.page.remove_listener(event, ear)

    def _fault(self, words: str) -> None:
        self.faults.append(f"{self.page.url}: {words}")

    def _asked(self, request: Request) -> None:
        host = urlsplit(request.url).netloc
        if request.is_navigation_request() or host == urlsplit(self.page.url).netloc:
            return
        if not request.url.startswith("data:"):
            self._fault(f"asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        self.answers.append(response)
        page = response.request.is_navigation_request()
        if response.status >= BAD and not page:
            self._fault(f"{response.status} for {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        """A page's own 4xx is said on the console, too; tests check statuses."""
        if message.type == "error" and "status of 4" not in message.text:
            self._fault(f"console: {message.text}")

    def go(self, path: str, status: int = 200) -> "Window":
        self.answers.clear()
        answer = self.page.goto(path)
        assert answer, path
        assert answer.status == status, f"{path}: {answer.status}, not {status}"
        return self

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        """The words in main, white space made plain."""
        words = self.page.locator("main").inner_text()
        return " ".join(words.split())

    def expect(self, *words: str) -> "Window":
        """The page says one of these."""
        assert any(one in self.text for one in words), (
            f"{self.path}: {words}\n{self.text}"
        )
        return self

    def send(self, button: str = SEND) -> "Window":
        """Press a button or a link, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.locator(button).first.click()
        return self

    def submit(self, button: str = SEND) -> "Window":
        """As ``send``, without a finger to move there: for tours, that come for what
        the button leads to. That it can be pressed is seen where people press it."""
        with self.page.expect_navigation():
            assert self.press(button, most=1), f"{self.path}: no {button}"
        return self

    def press(self, names: str, most: int = 99) -> int:
        """Press the first ``most`` of what is named, without a finger, too. Returns how
        many there were."""
        return int(self.page.evaluate(PRESS, [names, most]))

    def fill(self, **values: str) -> "Window":
        """Type into fields, or choose in lists, by name."""
        for name, value in values.items():
            control = self.page.locator(f"main [name='{name}']").first
            if control.evaluate("e => e.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)
        return self

    def tick(self, name: str, value: str) -> "Window":
        self.page.locator(f"main [name='{name}'][value='{value}']").check()
        return self
