"""The way to the public lists of RDV Service Public: one small JSON for a host and a territory, whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol
from urllib.parse import quote

import urllib3

from kiosk.errors import NetworkError

PATH = "/api/v1/public_links?territory="
CONNECT_S, READ_S, WHOLE_S = 5.0, 10.0, 30.0
MOST_BYTES = 4 << 20
"""A territory with 20,000 organisations is under this."""
CHUNK = 1 << 16


class UnknownTerritoryError(Exception):
    """The host has no such territory: it says nothing of the organisations there."""


class TooBusyError(Exception):
    """The host asks to be left alone for a while."""


class Lists(Protocol):
    """`read` gives the bytes of a list. Raises UnknownTerritoryError, TooBusyError, NetworkError."""

    def read(self, host: str, territory: str) -> bytes: ...


class WebLists:
    """Real hosts. `address` maps a host to the address it is asked at, `clock` gives seconds that only go forward.

    No redirect is followed: another address answers for another host. Nothing is sent but the request itself.
    """

    def __init__(
        self,
        address: Callable[[str], str] = "https://{}".format,
        clock: Callable[[], float] = time.monotonic,
        timeout: float = READ_S,
        whole: float = WHOLE_S,
    ) -> None:
        from kiosk import __version__

        self._address, self._clock, self._whole = address, clock, whole
        self._pool = urllib3.PoolManager(
            headers={"User-Agent": f"kiosk/{__version__}", "Accept": "application/json", "Accept-Encoding": "identity"},
            timeout=urllib3.Timeout(connect=min(CONNECT_S, timeout), read=timeout),
            retries=False,
            maxsize=1,
        )

    def read(self, host: str, territory: str) -> bytes:
        address = f"{self._address(host)}{PATH}{quote(territory, safe='')}"
        try:
            response = self._pool.request("GET", address, preload_content=False, redirect=False)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _failed(host, error) from error
        try:
            self._accept(response, host)
            return self._whole_body(response, host)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _failed(host, error) from error
        finally:
            response.close()

    def _accept(self, response: urllib3.BaseHTTPResponse, host: str) -> None:
        if response.status == 404:
            raise UnknownTerritoryError(host)
        if response.status in (429, 503):
            raise TooBusyError(
                f"{host}: it asks to be left alone for now ({response.status}). The next sync asks again."
            )
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if response.status != 200 or kind != "application/json":
            raise NetworkError(
                f"{host}: no list of open appointments came ({response.status}, {kind or 'of no kind'}). "
                "The next sync asks again."
            )

    def _whole_body(self, response: urllib3.BaseHTTPResponse, host: str) -> bytes:
        began, body = self._clock(), bytearray()
        while chunk := response.read1(CHUNK):  # read() would wait until a whole chunk has dripped in
            body += chunk
            if len(body) > MOST_BYTES:
                raise NetworkError(f"{host}: its list of open appointments is over {MOST_BYTES} bytes. It is not used.")
            if self._clock() - began > self._whole:
                raise NetworkError(f"{host}: its list of open appointments comes too slowly. The next sync asks again.")
        return bytes(body)


def _failed(host: str, error: Exception) -> NetworkError:
    reason = getattr(error, "reason", None) or error
    return NetworkError(
        f"{host}: which appointments are open could not be asked ({type(reason).__name__}). Check the network, or let "
        "the terminal reach this host."
    )
