"""Gunicorn's worker, which answers in our words what it refuses by itself."""

import socket
from typing import Any

from gunicorn import util
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

MOST_LEFT = 64  # pieces of 16 kB of a question that are read before we hang up
WAIT = 0.2  # seconds without any more of it


class Worker(ThreadWorker):  # type: ignore[misc]
    """An address too long to read gets a page; nothing of the reader is logged."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        try:
            client.sendall(too_long())
            _read_the_rest(client)
        except OSError:
            self.log.debug("The reader left before the answer.")


def too_long() -> bytes:
    """The whole answer to an address that is too long."""
    from django.template import loader  # noqa: PLC0415 - needs the apps

    body = loader.render_to_string("414.html").encode()
    head = (
        "HTTP/1.1 414 URI Too Long\r\nConnection: close\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nDate: {util.http_date()}\r\n\r\n"
    )
    return head.encode("ascii") + body


def _read_the_rest(client: socket.socket) -> None:
    """To hang up on what was not read would take the answer away with it."""
    client.shutdown(socket.SHUT_WR)
    client.settimeout(WAIT)
    for _piece in range(MOST_LEFT):
        if not client.recv(16_384):
            return
