"""What was said to us and what we answered, kept for tests that judge it."""

import threading
from dataclasses import dataclass, field

from integrations.github.sandbox.messages import Request, Response
from integrations.github.sandbox.store import Record


@dataclass
class Traffic:
    """Exchanges in the order they ended; nothing is kept unless ``recording``."""

    recording: bool = False
    exchanges: list[Record] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, request: Request, response: Response | None, fault: str) -> None:
        """Adds an exchange; ``response`` is None when the connection was cut."""
        if not self.recording:
            return
        # The token stays out: recordings are pasted into reports.
        heard = {
            name: text
            for name, text in request.headers.items()
            if name != "authorization"
        }
        said = {
            "headers": response.headers if response else {},
            "body": _text(response.body if response else b""),
        }
        row: Record = {"method": request.method, "path": request.target, "fault": fault}
        row["request"] = {"headers": heard, "body": _text(request.body)}
        row |= {"status": response.status if response else None, "response": said}
        with self._lock:
            self.exchanges.append(row)

    def taken(self, clear: bool) -> list[Record]:
        """The exchanges so far; with ``clear``, forgotten afterwards."""
        with self._lock:
            rows = list(self.exchanges)
            if clear:
                self.exchanges.clear()
        return rows


def _text(body: bytes) -> str:
    return body.decode("utf-8", "replace")
