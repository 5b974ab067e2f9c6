"""The bytes of a helper's calendar, from a file or an address. What follows the host of an address is often a secret:
it is never shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3

from kiosk.appointments.calendar import MOST_BYTES
from kiosk.errors import CalendarError, NetworkError
from kiosk.sync.appointments.web import READ_S, body_of, pool_of, said_of

MOST_REDIRECTS = 3


def fetch_calendar(source: str, timeout: float = READ_S) -> bytes:
    """The bytes of a calendar file or address. Raises NetworkError, CalendarError; shows no address beyond its host,
    for what follows is often a secret."""
    if "://" not in source:
        return _read(Path(source))
    pool, address, where = pool_of(timeout), source, calendar_name(source)
    for _ in range(MOST_REDIRECTS + 1):
        try:
            response: Any = pool.request("GET", address, redirect=False, preload_content=False)
            try:
                data = body_of(response, MOST_BYTES + 1) if response.status == 200 else b""
            finally:
                response.close()
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise NetworkError(f"{where}: {said_of(error)}") from None
        if response.status == 200:
            return data
        moved = response.status in (301, 302, 303, 307, 308)
        target = urljoin(address, response.headers.get("Location", "")) if moved else ""
        if not target.startswith("https://"):
            raise NetworkError(f"{where}: the server answers {response.status}. Check `calendar` of [appointments].")
        address = target
    raise NetworkError(f"{where}: it leads from one address to the next without end. Check `calendar`.")


def calendar_name(source: str) -> str:
    """How a calendar is called where people read it: the path of a file, the host of an address."""
    if "://" not in source:
        return source
    parts = urlsplit(source)
    return f"the calendar at {parts.scheme}://{parts.hostname}"


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CalendarError(f"{path}: this calendar cannot be read ({error.strerror}). Check its path.") from None
