"""A person at a browser without scripts: reads pages, fills forms, follows links."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import requests
from bs4 import BeautifulSoup, Tag

TIMEOUT = 30  # seconds


@dataclass
class Visitor:
    """Keeps cookies, follows redirects, and fails on a status it did not expect."""

    base: str
    language: str = "fr"
    source: str = field(default="", repr=False)
    url: str = ""
    status: int = 0

    def __post_init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Accept-Language"] = self.language

    def close(self) -> None:
        self.session.close()

    def visit(self, path: str, status: int = 200) -> "Visitor":
        address = path if path.startswith("http") else self.base + path
        return self._landed(self.session.get(address, timeout=TIMEOUT), status)

    def _landed(self, answer: requests.Response, status: int) -> "Visitor":
        self.source = answer.text
        self.__dict__.pop("page", None)
        self.url, self.status = answer.url, answer.status_code
        assert self.status == status, f"{self.url}: {self.status}\n{self.text[:2000]}"
        return self

    @cached_property
    def page(self) -> BeautifulSoup:
        """Read when somebody looks at it: many pages are only passed through."""
        return BeautifulSoup(self.source, "html.parser")

    @property
    def text(self) -> str:
        """What is on the page, with its white space made plain."""
        words = self.page.get_text(" ").replace("\u00a0", " ").replace("\u202f", " ")
        return " ".join(words.split())

    @property
    def path(self) -> str:
        return self.url.removeprefix(self.base)

    def says(self, words: str) -> bool:
        return words.replace("\u00a0", " ") in self.text

    def expect(self, *words: str) -> "Visitor":
        """The page says one of these."""
        assert any(self.says(one) for one in words), f"{self.url}: {words}\n{self.text}"
        return self

    def form(self, marker: str = "") -> Tag:
        """The POST form whose action, buttons or fields hold ``marker``."""
        forms = self.page.find_all("form", method="post")
        found = [f for f in forms if marker in str(f)]
        assert found, f"{self.url}: no form with {marker!r} among {len(forms)}"
        return found[0]

    def submit(
        self, marker: str = "", status: int = 200, press: str = "", **values: Any
    ) -> "Visitor":
        """Fill and send a form as a browser would; ``press`` names a button's value."""
        form = self.form(marker)
        data = filled(form, values)
        if press:
            button = form.find("button", value=press)
            assert button, f"no button {press!r}"
            data.append((str(button["name"]), press))
        action = str(form.get("action") or self.url)
        address = requests.compat.urljoin(self.url, action)
        answer = self.session.post(
            address, data=data, timeout=TIMEOUT, headers={"Referer": self.url}
        )
        return self._landed(answer, status)

    def sign_in(self, first_name: str) -> "Visitor":
        """Through the demo's door."""
        self.session.cookies.clear()
        self.visit(f"/{self.language}/demo/")
        button = next(b for b in self.page.find_all("button") if first_name in b.text)
        chosen = str(button["value"])
        return self.submit(
            f'name="person" type="submit" value="{chosen}"', press=chosen
        )


def filled(form: Tag, values: dict[str, Any]) -> list[tuple[str, str]]:
    """The fields a browser would send: what is there, replaced by ``values``."""
    names = {t.get("name") for t in form.find_all(["input", "textarea", "select"])}
    unknown = set(values) - names
    assert not unknown, f"the form has no {unknown}, only {names}"
    data = [row for row in _given(form) if row[0] not in values]
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            data.append((name, str(one)))
    return data


def _given(form: Tag) -> list[tuple[str, str]]:
    rows = []
    for tag in form.find_all(["input", "textarea", "select"]):
        name, kind = tag.get("name"), tag.get("type", "")
        if not name or kind == "submit":
            continue
        if kind in ("checkbox", "radio") and not tag.has_attr("checked"):
            continue
        if tag.name == "select":
            chosen = tag.find("option", selected=True) or tag.find("option")
            rows.append((name, str(chosen.get("value", "")) if chosen else ""))
        elif tag.name == "textarea":
            # A browser drops the line break that follows the tag.
            rows.append((name, tag.get_text().removeprefix("\n")))
        else:
            rows.append((name, str(tag.get("value", ""))))
    return rows
