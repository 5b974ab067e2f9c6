"""One request to a web server, for a whole file: where it leads, what is answered, what comes.

Every failure is told apart here, in words; whether to try again is said with it.
"""

from __future__ import annotations

import contextlib
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import IncompleteRead
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import urllib3

from kiosk import __version__
from kiosk.errors import UsageError
from kiosk.publish.remote_address import checked, shown

CHUNK = 1 << 16
CONNECT_S, READ_S = 10.0, 60.0
SLOW_AFTER_S, SLOWEST_BYTES_S = 60.0, 5000.0
"""Whoever sends less than 5,000 bytes a second for a minute would hold a publication up for days."""
MOST_REDIRECTS = 5
LONGEST_WAIT_S = 60.0
"""However long a server asks us to wait."""
_MOVED = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be gone in a moment (RFC 9110, RFC 6585, RFC 8470)."""


class FetchError(Exception):
    """What happened, and what to do. `again`: it may go better in a moment, after `wait` seconds if that is known."""

    def __init__(self, said: str, do: str, *, again: bool = False, wait: float = 0.0) -> None:
        super().__init__(said)
        self.said, self.do, self.again, self.wait = said, do, again, wait


@dataclass
class Web:
    """How servers are reached. `allow_http` is for a server on this very machine; `extra_ca` is a file of certificates
    to trust beside those of the system; `clock` gives seconds that only go forward."""

    allow_http: bool = False
    extra_ca: Path | None = None
    timeout: float = READ_S
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    pool: urllib3.PoolManager = field(init=False, repr=False)

    def __post_init__(self) -> None:
        context = ssl.create_default_context()
        if self.extra_ca is not None:
            context.load_verify_locations(cafile=self.extra_ca)
        self.pool = urllib3.PoolManager(
            headers={"User-Agent": f"kiosk/{__version__}", "Accept-Encoding": "gzip"},
            timeout=urllib3.Timeout(connect=min(CONNECT_S, self.timeout), read=self.timeout),
            retries=False,
            ssl_context=context,
        )

    @contextlib.contextmanager
    def get(
        self, address: str, validators: Callable[[str], Mapping[str, str]]
    ) -> Iterator[tuple[str, urllib3.BaseHTTPResponse]]:
        """(address it was found at, answer 200 or 304). `validators(address)` gives the headers of a conditional
        request; a 304 comes only where it gave some. Raises FetchError."""
        for _ in range(MOST_REDIRECTS + 1):
            headers = validators(address)
            with self._asked(address, headers) as response:
                if response.status not in _MOVED:
                    _refuse(response, conditional=bool(headers))
                    yield address, response
                    return
                address = self._next(address, response.headers.get("Location", ""))
        raise FetchError(f"it leads on more than {MOST_REDIRECTS} times", "Correct its address")

    def chunks(self, response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
        """The body as it was sent, still packed if it was. Raises FetchError when it is cut short or too slow."""
        come, began = 0, self.clock()
        try:
            while chunk := response.read1(CHUNK, decode_content=False):
                come += len(chunk)
                yield chunk
                took = self.clock() - began
                if took > SLOW_AFTER_S and come < took * SLOWEST_BYTES_S:
                    raise FetchError(f"it sends {come / took:.0f} bytes a second", "Try again later")
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _failed(error) from None

    @contextlib.contextmanager
    def _asked(self, address: str, headers: Mapping[str, str]) -> Iterator[urllib3.BaseHTTPResponse]:
        try:
            response: Any = self.pool.request(
                "GET", address, preload_content=False, redirect=False, headers={**self.pool.headers, **headers}
            )
        except (urllib3.exceptions.HTTPError, OSError, UnicodeError) as error:
            raise _failed(error) from None
        try:
            yield response
        finally:
            response.close()

    def _next(self, address: str, location: str) -> str:
        if not location:
            raise FetchError("it leads on to nowhere", "Correct its address")
        try:
            target = urljoin(address, location)
            return checked(target, self.allow_http)
        except (UsageError, ValueError):
            where = shown(urljoin(address, location) if "[" not in location else location)
            raise FetchError(f"it leads on to {where}, which is not taken", "Correct its address") from None


def _refuse(response: urllib3.BaseHTTPResponse, *, conditional: bool) -> None:
    status = response.status
    if status == 200 or (status == 304 and conditional):
        return
    wait = response.headers.get("Retry-After", "")
    seconds = min(float(wait), LONGEST_WAIT_S) if wait.isascii() and wait.isdigit() else 0.0
    again = status in _PASSING
    do = "Try again later" if again or status >= 500 else "Correct its address"
    raise FetchError(f"the server answers {status}", do, again=again, wait=seconds)


def _failed(error: Exception) -> FetchError:
    match getattr(error, "reason", None) or error:
        case urllib3.exceptions.NameResolutionError():
            return FetchError("the name of its server is not known here", "Check it, and the network", again=True)
        case urllib3.exceptions.NewConnectionError():  # which urllib3 also calls a timeout
            return FetchError("nobody answers there", "Check its address, and the network", again=True)
        case urllib3.exceptions.SSLError() | ssl.SSLError():
            return FetchError("the certificate of its server is not one to trust", "Check its address, and the network")
        case urllib3.exceptions.TimeoutError() | TimeoutError():
            return FetchError("its server does not answer in time", "Try again later", again=True)
        case urllib3.exceptions.LocationValueError() | UnicodeError():
            return FetchError("this is no address", "Correct it")
        case urllib3.exceptions.ProtocolError(args=[_, IncompleteRead()]):
            return FetchError("it was cut short", "Try again later", again=True)
        case reason:
            return FetchError(f"the connection broke ({type(reason).__name__})", "Try again later", again=True)
