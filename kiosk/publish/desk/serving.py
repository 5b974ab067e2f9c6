"""The receiver on 127.0.0.1, with what Python brings: enough for the terminals of a territory behind a web server."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from kiosk.errors import UsageError
from kiosk.publish.desk.receiver import WsgiApp

READ_S = 30


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    timeout = READ_S

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: addresses hold half-hours."""


@contextlib.contextmanager
def serving(app: WsgiApp, port: int) -> Iterator[WSGIServer]:
    """A server that waits for `serve_forever()`; port 0 is any free one. Raises UsageError when the port is taken."""
    try:
        server = make_server("127.0.0.1", port, app, server_class=_Threads, handler_class=_Quiet)
    except (OSError, OverflowError) as error:
        raise UsageError(f"--port {port}: nothing can listen there ({error}). Choose another.") from None
    try:
        yield server
    finally:
        server.server_close()
