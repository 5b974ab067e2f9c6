"""A real web server on loopback for a folder, as plain as a CDN's, with faults that a test can ask for."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass
class Answer:
    """What the server sends instead: `cut` ends the connection after so many bytes, `drip` waits so many seconds
    between single bytes."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/octet-stream"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    drip: float = 0.0


@dataclass
class WebServer:
    """`asked` are the paths of every request, with the byte it began at; `fault(path)` may answer in its place."""

    folder: Path
    port: int = 0
    ranges: bool = True
    fault: Callable[[str], Answer | None] = lambda path: None
    asked: list[tuple[str, int]] = field(default_factory=list)
    sent: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[WebServer]:
    """A server for `folder` until the block ends."""
    shared = WebServer(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            start = int(self.headers.get("Range", "bytes=0-").partition("=")[2].partition("-")[0])
            shared.asked.append((path, start))
            answer = shared.fault(path) or self._file(path, start)
            self.send_response(answer.status)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Content-Type", answer.kind)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                self._send(answer)

        def _file(self, path: str, start: int) -> Answer:
            file = shared.folder / path
            if not file.is_file():
                return Answer(404, b"not found")
            data = file.read_bytes()
            if start and shared.ranges:
                if start >= len(data):
                    return Answer(416)
                return Answer(
                    206, data[start:], headers={"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"}
                )
            return Answer(200, data)

        def _send(self, answer: Answer) -> None:
            body = answer.body if answer.cut is None else answer.body[: answer.cut]
            if answer.drip:
                for byte in body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    shared.sent += 1
                    time.sleep(answer.drip)
            else:
                self.wfile.write(body)
                shared.sent += len(body)
            if answer.cut is not None:
                self.close_connection = True
                self.connection.close()

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  (a client that hangs up is what tests are about)
    shared.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield shared
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
