"""One request to the receiver: what is asked, and what counts as an answer.

POST <receiver>/requests/<desk>/<slot>/<id>    the sealed bytes; 201 kept now, 200 kept before, 409 kept, and somebody
                                               else has asked for that half-hour
GET <receiver>/taken/<desk>                    {"taken": ["20261123T0930Z", …]}

An answer counts only when it repeats the SHA-256 of what was sent, for a login page answers 200 to everything. Sending
again changes nothing: the receiver knows the id.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

import urllib3

from kiosk.appointments.spans import slot_name, slot_of
from kiosk.errors import NetworkError, PortalError

CONNECT_S, READ_S, WHOLE_S = 10.0, 30.0, 120.0
MOST_ANSWER_BYTES = 1 << 20
_CHUNK = 1 << 16
_KEPT = {201: "kept", 200: "had", 409: "conflict"}
_NEVER = frozenset({400, 413, 415, 422})
"""This very request will never be taken; other 4xx are about the address or the token."""

Answer = Literal["kept", "had", "conflict"]


class NeverError(Exception):
    """The receiver was reached and will never take this request. The text says what it answered."""


class WaitError(NetworkError):
    """Not now. `seconds` is how long the server asks to wait, 0 when it does not say."""

    def __init__(self, said: str, seconds: float = 0.0) -> None:
        super().__init__(said)
        self.seconds = seconds


def pool_of(timeout: float) -> urllib3.PoolManager:
    from kiosk import __version__

    return urllib3.PoolManager(
        headers={"User-Agent": f"kiosk/{__version__}", "Accept-Encoding": "identity"},
        timeout=urllib3.Timeout(connect=min(CONNECT_S, timeout), read=timeout),
        retries=False,
    )


@dataclass
class Receiver:
    """`address` is where it is, without a slash at its end; `token` is never shown."""

    address: str
    token: str = field(default="", repr=False)
    timeout: float = READ_S

    def __post_init__(self) -> None:
        self._pool = pool_of(self.timeout)

    def send(self, desk: str, slot: dt.datetime, request_id: str, sealed: bytes) -> Answer:
        """Raises NeverError, WaitError, and NetworkError for an address or a token that is not taken."""
        status, data = self._ask("POST", f"requests/{desk}/{slot_name(slot)}/{request_id}", sealed)
        told = _document(data)
        if status in _KEPT and told.get("sha256") == hashlib.sha256(sealed).hexdigest():
            return _KEPT[status]  # type: ignore[return-value]
        if status in _NEVER and told.get("error"):
            raise NeverError(f"the receiver answers {status}")
        raise self._portal(status)

    def taken(self, desk: str) -> frozenset[dt.datetime]:
        """The half-hours that somebody asked for, of all terminals of the desk. Raises WaitError, NetworkError."""
        status, data = self._ask("GET", f"taken/{desk}")
        try:
            if status == 200:
                return frozenset(map(slot_of, json.loads(data)["taken"]))
        except (ValueError, TypeError, LookupError, RecursionError):
            pass
        raise self._portal(status)

    def _ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        headers = {**self._pool.headers, "Content-Type": "application/octet-stream"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            response: Any = self._pool.request(
                method,
                f"{self.address}/{path}",
                body=body,
                headers=headers,
                redirect=False,  # the token goes nowhere else
                preload_content=False,
            )
            try:
                data = body_of(response, MOST_ANSWER_BYTES)
            finally:
                response.close()
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise WaitError(f"{named(self.address)}: {said_of(error)}") from None
        self._check(response.status, response.headers.get("Retry-After", ""), _document(data))
        return response.status, data

    def _check(self, status: int, wait: str, told: dict[str, Any]) -> None:
        where = named(self.address)
        if status in (408, 425, 429) or status >= 500:
            seconds = float(wait[:6]) if wait.isascii() and wait.isdigit() else 0.0
            raise WaitError(f"{where}: the server answers {status}. It is tried again later.", seconds)
        if status in (401, 403) and told.get("error"):
            raise NetworkError(f"{where}: the token is not the receiver's ({status}). Correct token_file.")
        if status in (404, 405, 410):
            raise NetworkError(f"{where}: no receiver is there ({status}). Correct send_to of [appointments].")

    def _portal(self, status: int) -> PortalError:
        return PortalError(
            f"{named(self.address)}: something else than the receiver answers ({status}). A login page or a proxy "
            "stands in between: ask who runs this network to let the terminal through."
        )


def body_of(response: Any, most: int) -> bytes:
    """At most `most` bytes. Raises TimeoutError when they drip for minutes."""
    began, data = time.monotonic(), bytearray()
    while len(data) < most and (chunk := response.read1(min(_CHUNK, most - len(data)))):
        data += chunk
        if time.monotonic() - began > WHOLE_S:
            raise TimeoutError
    return bytes(data)


def named(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"


def said_of(error: Exception) -> str:
    match getattr(error, "reason", None) or error:
        case urllib3.exceptions.NameResolutionError():
            return "its name is not known here. Check the network and the name server."
        case urllib3.exceptions.SSLError():
            return "another server answers in its place (its certificate is not the right one). Check the network."
        case urllib3.exceptions.NewConnectionError():
            return "nobody answers there. Check the network."
        case urllib3.exceptions.TimeoutError() | TimeoutError():
            return "it does not answer in time. It is tried again later."
        case reason:
            return f"the connection broke ({type(reason).__name__}). It is tried again later."


def _document(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
