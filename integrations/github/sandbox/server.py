"""HTTP/1.1 with threads and kept connections, from the standard library."""

import logging
import sys
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from integrations.github.sandbox import application
from integrations.github.sandbox.faults import CutConnection
from integrations.github.sandbox.messages import Request, Response, json_answer
from integrations.github.sandbox.sender import Sender
from integrations.github.sandbox.world import World

log = logging.getLogger(__name__)
BIGGEST = 2 * 1024 * 1024  # bytes of a request's body


class Handler(BaseHTTPRequestHandler):
    """Reads a request whole, hands it on, writes the answer in one piece."""

    protocol_version = "HTTP/1.1"
    server_version = "GitHub-sandbox"
    sys_version = ""
    timeout = 60  # seconds a kept connection may be silent
    # Small packets must not wait for each other: 40 ms per request otherwise.
    disable_nagle_algorithm = True
    wbufsize = -1

    def __init__(self, world: World, *given: object) -> None:
        self.world = world
        super().__init__(*given)  # type: ignore[arg-type]

    def answer(self) -> None:
        """Every method comes through here."""
        request = self._request()
        try:
            response = (
                application.answer(self.world, request)
                if request
                else self._too_large()
            )
        except CutConnection:
            self.close_connection = True
            return
        self._write(response)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 - the parent asks for these names

    def _request(self) -> Request | None:
        length = self.headers.get("Content-Length") or "0"
        if (
            not length.isdigit()
            or int(length) > BIGGEST
            or "Transfer-Encoding" in self.headers
        ):
            return None
        headers = {name.lower(): text for name, text in self.headers.items()}
        method = "GET" if self.command == "HEAD" else self.command
        return Request(method, self.path, headers, self.rfile.read(int(length)))

    def _too_large(self) -> Response:
        self.close_connection = True
        return json_answer(
            {"message": "The body is too large or its length is not given."}, 413
        )

    def _write(self, response: Response) -> None:
        self.send_response(response.status)
        for name, text in response.headers.items():
            self.send_header(name, text)
        if response.status not in (204, 304):
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD" and response.status not in (204, 304):
            self.wfile.write(response.body)

    def log_message(self, format: str, *args: object) -> None:
        """One line per request, for those who ask for it."""
        log.debug(format, *args)


class Server(ThreadingHTTPServer):
    """Threads that do not keep the process from ending."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is nobody's fault; anything else is logged."""
        log.debug("connection from %s: %r", client_address, sys.exception())


class Running:
    """The server and the sender of webhooks, until ``stop``."""

    def __init__(self, world: World, host: str, port: int) -> None:
        """Raises OSError when the port is taken. Port 0 takes a free one."""
        self.world = world
        self._server = Server((host, port), partial(Handler, world))
        bound = self._server.server_address[1]
        shown = "127.0.0.1" if host in ("", "0.0.0.0") else host  # noqa: S104 - compared, not bound
        world.origin = f"http://{shown}:{bound}"
        self._sender = Sender(world)

    def serve(self) -> None:
        """Answers until ``stop`` is called from elsewhere; then ends in order."""
        self._sender.start()
        try:
            # ``stop`` waits for as long as one look for it takes, in seconds.
            self._server.serve_forever(poll_interval=0.02)
        finally:
            self._server.server_close()
            self._sender.stop()
            self.world.store.close()

    def stop(self, *_signal: object) -> None:
        """Safe to call from a signal handler: ``shutdown`` waits for ``serve``."""
        threading.Thread(target=self._server.shutdown, daemon=True).start()
