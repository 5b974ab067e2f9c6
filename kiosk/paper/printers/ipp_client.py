"""One IPP request, one answer, over HTTP (RFC 8010 §4): on TCP, or on the socket that CUPS listens on at home."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import socket
import threading
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kiosk.errors import PrintError
from kiosk.paper.printers import ipp_wire as wire

PRINT_JOB, CREATE_JOB, SEND_DOCUMENT, CANCEL_JOB = 0x02, 0x05, 0x06, 0x08
GET_JOB, GET_PRINTER, RELEASE_JOB, CANCEL_MY_JOBS = 0x09, 0x0B, 0x0D, 0x39
IPP_PORT = 631
CONNECT_S, WHOLE_S = 2.0, 6.0
_LARGEST = 1 << 20


@dataclass
class IppClient:
    """Speaks to `uri`, "ipp://host:port/path". `socket_path`, where there is one, is where CUPS really listens.

    `user` is the name that jobs belong to. Used by one thread at a time.
    """

    uri: str
    socket_path: str = ""
    user: str = "kiosk"
    connect_s: float = CONNECT_S
    whole_s: float = WHOLE_S
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1), repr=False)

    def call(
        self,
        operation: int,
        attributes: wire.Attributes | None = None,
        job: wire.Attributes | None = None,
        document: bytes = b"",
    ) -> wire.Answer:
        """The printer's answer, be it a refusal. Raises PrintError when there is none within `whole_s` seconds."""
        body = wire.request(operation, next(self._numbers), self._head() | dict(attributes or {}), job or {})
        try:
            return wire.answer(self._post(body + document))
        except (OSError, http.client.HTTPException, wire.WireError) as error:
            advice = "Start CUPS on this machine." if self.socket_path else "Look at the printer's network."
            raise PrintError(f"{self.uri}: no answer ({error or 'silence'}). {advice}") from error

    def _head(self) -> dict[str, tuple[int, wire.Value | list[wire.Value]]]:
        return {
            "attributes-charset": (wire.CHARSET, "utf-8"),
            "attributes-natural-language": (wire.LANGUAGE, "en"),
            "printer-uri": (wire.URI, self.uri),
            "requesting-user-name": (wire.NAME, self.user),
        }

    def _post(self, body: bytes) -> bytes:
        parts = urlsplit(self.uri)
        connection = _Connection(parts.hostname or "localhost", parts.port or IPP_PORT, timeout=self.connect_s)
        connection.socket_path = self.socket_path
        connection.connect()
        held = connection.sock
        held.settimeout(self.whole_s)
        # A printer that sends one byte a second never runs into the timeout of a socket.
        watch = threading.Timer(self.whole_s, _cut, [held])
        watch.daemon = True
        watch.start()
        try:
            connection.request("POST", parts.path or "/", body, {"Content-Type": "application/ipp"})
            response = connection.getresponse()
            if response.status != 200:
                raise http.client.HTTPException(f"HTTP {response.status} {response.reason}")
            return response.read(_LARGEST)
        finally:
            watch.cancel()
            connection.close()


class _Connection(http.client.HTTPConnection):
    socket_path = ""

    def connect(self) -> None:
        if not self.socket_path:
            super().connect()
            return
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.socket_path)


def _cut(held: socket.socket) -> None:
    with contextlib.suppress(OSError):
        held.shutdown(socket.SHUT_RDWR)
