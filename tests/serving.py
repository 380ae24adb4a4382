"""The portal on a real port, inside the test's process (so that its clock can be set)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = True
    # Test pages ask for many small files at once.
    request_queue_size = 64

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            connections.close_all()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Nobody reads it."""

    def handle(self) -> None:
        # A browser may leave before the answer is complete.
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


@contextmanager
def portal(settings: Any) -> Iterator[str]:
    """The address of a running portal; ``settings`` is pytest-django's fixture."""
    server = make_server(
        "127.0.0.1", 0, WSGIHandler(), server_class=_Server, handler_class=_Quiet
    )
    settings.BASE_URL = f"http://127.0.0.1:{server.server_port}"
    settings.CSRF_TRUSTED_ORIGINS = [settings.BASE_URL]
    # ``shutdown`` waits for as long as one look at the door takes.
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield settings.BASE_URL
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
