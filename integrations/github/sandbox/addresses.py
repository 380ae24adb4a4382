"""The addresses that GitHub's answers are full of, built from where we were asked."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Addresses:
    """``origin`` is scheme and host; ``prefix`` is ``/api/v3`` for the Enterprise form.

    A client refuses an answer whose addresses lead to another host than the one it
    asked, so ``origin`` comes from the request's Host header.
    """

    origin: str
    full_name: str
    prefix: str = ""

    def api(self, path: str) -> str:
        """An address of the REST API."""
        return f"{self.origin}{self.prefix}{path}"

    def repo(self, path: str = "") -> str:
        """An address of the REST API under the repository."""
        return self.api(f"/repos/{self.full_name}{path}")

    def page(self, path: str = "") -> str:
        """A page for people under the repository."""
        return f"{self.origin}/{self.full_name}{path}"

    def label(self, name: str) -> str:
        """Label names hold spaces and colons."""
        return self.repo(f"/labels/{quote(name, safe='')}")
