"""A real web server on loopback that answers as RDV Service Public does on its public list, without a token."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HOST = "rdv.anct.gouv.fr"


@dataclass
class Said:
    """`length` is what the head says when it is not that of the body; `drip` the seconds between single bytes."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/json; charset=utf-8"
    length: int | None = None
    drip: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class RdvServer:
    """`organisations` maps a territory to (id, external id) of those that can be booked; `asked` are the territories
    in the order they were asked for; `fault(territory)` may answer in its place."""

    port: int = 0
    organisations: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    fault: Callable[[str], Said | None] = lambda territory: None
    asked: list[str] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)

    def address(self, host: str) -> str:
        """Where `host` is asked instead of the real one."""
        return f"http://127.0.0.1:{self.port}"

    def answer(self, path: str) -> Said:
        parts = urlsplit(path)
        if parts.path != "/api/v1/public_links":
            return Said(404, b"<!DOCTYPE html>", "text/html")
        territory = parse_qs(parts.query).get("territory", [""])[0]
        self.asked.append(territory)
        if fault := self.fault(territory):
            return fault
        if not territory:
            return Said(400, b'{"missing":"territory"}')
        if territory not in self.organisations:
            return Said(404, b'{"not_found":"territory"}')
        return Said(body=links(self.organisations[territory]))


def links(organisations: list[tuple[int, str]], host: str = HOST) -> bytes:
    rows = [
        {"external_id": external_id, "public_link": f"https://{host}/org/{number}"}
        for number, external_id in organisations
    ]
    return json.dumps({"public_links": rows}).encode()


@contextlib.contextmanager
def answering(**organisations: list[tuple[int, str]]) -> Iterator[RdvServer]:
    """A server until the block ends. Territories are given as `t59=[(1725, "ccas-lens")]`."""
    shared = RdvServer(organisations={name.removeprefix("t"): found for name, found in organisations.items()})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            shared.heads.append(dict(self.headers))
            said = shared.answer(self.path)
            self.send_response(said.status)
            self.send_header("Content-Type", said.kind)
            self.send_header("Content-Length", str(len(said.body) if said.length is None else said.length))
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                self._send(said)
            self.close_connection = True

        def _send(self, said: Said) -> None:
            if not said.drip:
                self.wfile.write(said.body)
                return
            for byte in said.body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(said.drip)

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    shared.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield shared
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
