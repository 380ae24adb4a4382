"""Sends queued webhooks, signed, one after the other, from a thread of its own.

Like GitHub it tries once: a listener that was away finds the rest by asking. A
delivery still queued when the process died is sent by the next one.
"""

import hashlib
import hmac
import http.client
import threading
import time
from contextlib import closing
from urllib.parse import urlsplit

from integrations.github.sandbox import deliveries, faults
from integrations.github.sandbox.store import Record
from integrations.github.sandbox.world import World

TIMEOUT = 10  # seconds; GitHub hangs up after as many
KEPT_ANSWER = 2000  # characters of the listener's answer


class Sender(threading.Thread):
    """Works until ``stop``; waits on ``world.queued`` in between."""

    def __init__(self, world: World) -> None:
        super().__init__(name="webhooks", daemon=True)
        self._world = world
        self._stopping = False

    def run(self) -> None:
        """Empties the queue whenever something is put in it."""
        while not self._stopping:
            self._world.queued.clear()
            while not self._stopping and (row := self._next()):
                self._deliver(row)
            self._world.queued.wait()

    def stop(self) -> None:
        """Lets the delivery in hand end and sends no more."""
        self._stopping = True
        self._world.queued.set()
        self.join(TIMEOUT)

    def _next(self) -> Record | None:
        if not self._world.hook.url:
            return None
        with self._world.store.reading() as data:
            waiting = [row for row in data["deliveries"] if row["state"] == "pending"]
            return dict(waiting[0]) if waiting else None

    def _deliver(self, row: Record) -> None:
        name = f"{row['event']}/{row['action'] or ''}"
        fault = self._world.faults.next(faults.HOOKS, "", name)
        kind = fault.kind if fault else ""
        if kind == "hook_dropped":
            self._settle(row, {"state": "dropped", "sent_at": self._world.now()})
        elif fault and kind == "hook_late":
            self._put_last(row, fault.seconds)
        else:
            self._send(row)
            if kind == "hook_doubled":
                self._send(row)

    def _send(self, row: Record) -> None:
        headers = signed_headers(row, self._world.hook.secret)
        started = time.monotonic()
        answer = _posted(self._world.hook.url, headers, row["payload"].encode())
        answer["seconds"] = round(time.monotonic() - started, 2)
        facts = {
            "state": "sent",
            "sent_at": self._world.now(),
            "url": self._world.hook.url,
        }
        self._settle(row, facts | {"headers": headers, "answer": answer})

    def _settle(self, row: Record, facts: Record) -> None:
        with self._world.store.writing() as data:
            for kept in data["deliveries"]:
                if kept["id"] == row["id"]:
                    kept.update(facts)

    def _put_last(self, row: Record, seconds: float) -> None:
        """The next ones overtake it, as GitHub's order is no promise."""
        time.sleep(seconds)
        with self._world.store.writing() as data:
            data["deliveries"].sort(key=lambda kept: kept["id"] == row["id"])


def signed_headers(row: Record, secret: str) -> dict[str, str]:
    """GitHub's headers for a delivery; the signature covers the very bytes sent."""
    body = row["payload"].encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "GitHub-Hookshot/sandbox",
        "X-GitHub-Event": row["event"],
        "X-GitHub-Delivery": row["guid"],
        "X-GitHub-Hook-ID": str(deliveries.HOOK_ID),
        "X-GitHub-Hook-Installation-Target-Type": "repository",
    }
    if secret:
        headers["X-Hub-Signature-256"] = (
            "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        )
    return headers


def _posted(url: str, headers: dict[str, str], body: bytes) -> Record:
    """One POST, straight to the host: no proxy, and no redirect followed."""
    parts = urlsplit(url)
    kind = (
        http.client.HTTPSConnection
        if parts.scheme == "https"
        else http.client.HTTPConnection
    )
    try:
        with closing(kind(parts.netloc, timeout=TIMEOUT)) as connection:
            connection.request("POST", parts.path or "/", body, headers)
            answer = connection.getresponse()
            return _told(
                answer.status,
                answer.reason,
                dict(answer.headers),
                answer.read(KEPT_ANSWER),
            )
    except (OSError, http.client.HTTPException) as error:
        return _told(0, f"failed to connect to host: {error}", {}, b"")


def _told(status: int, reason: str, headers: dict[str, str], body: bytes) -> Record:
    kept = {key: text for key, text in headers.items() if key.lower() != "set-cookie"}
    words = "OK" if 200 <= status < 300 else reason
    return {
        "status": status,
        "words": words,
        "headers": kept,
        "body": body.decode("utf-8", "replace"),
    }
