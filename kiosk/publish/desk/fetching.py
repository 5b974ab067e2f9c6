"""Bringing sealed requests from a receiver to a folder of the office; what is there already is not fetched again."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import urllib3

from kiosk.appointments.request import DESK, MAGIC, REQUEST_ID, SEALED_BYTES
from kiosk.appointments.sealed_name import SealedName
from kiosk.appointments.spans import slot_name, slot_of
from kiosk.disk import write_whole
from kiosk.errors import NetworkError, UsageError

_MOST_LIST_BYTES = 4 << 20
_TIMEOUT = urllib3.Timeout(connect=10.0, read=30.0)


def fetch(address: str, desk: str, folder: Path, token: str, allow_http: bool = False) -> int:
    """Returns how many were new. Raises UsageError for an address that is not taken, NetworkError; what came before a
    failure stays. `allow_http` is for a receiver on this very machine."""
    parts = urlsplit(address)
    if parts.scheme not in ("https", *("http" * allow_http,)) or not parts.hostname or not DESK.fullmatch(desk):
        raise UsageError("a receiver is an address with https://, a desk is a name of small letters. Correct them.")
    base, pool = f"{address.rstrip('/')}/requests/{desk}", urllib3.PoolManager(timeout=_TIMEOUT, retries=False)
    where = f"{parts.scheme}://{parts.hostname}"
    try:
        listed = json.loads(_get(pool, base, token, where, _MOST_LIST_BYTES))["requests"]
        names = [SealedName(slot_of(slot), given) for slot, given in listed if REQUEST_ID.fullmatch(given)]
    except (ValueError, TypeError, LookupError, RecursionError):
        raise NetworkError(f"{where}: something else than the receiver answers. Check the address.") from None
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    new = 0
    for name in names:
        target = folder / str(name)
        if not target.exists():
            data = _get(pool, f"{base}/{slot_name(name.slot)}/{name.id}", token, where, SEALED_BYTES)
            if len(data) != SEALED_BYTES or not data.startswith(MAGIC):
                raise NetworkError(f"{where}: something else than a request came. Check the network, then try again.")
            write_whole(target, data)
            new += 1
    return new


def _get(pool: urllib3.PoolManager, address: str, token: str, where: str, most: int) -> bytes:
    headers = {"Authorization": f"Bearer {token}"}
    try:
        response: Any = pool.request("GET", address, headers=headers, redirect=False, preload_content=False)
        with contextlib.closing(response):
            data: bytes = response.read(most + 1)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        said = type(getattr(error, "reason", None) or error).__name__
        raise NetworkError(f"{where}: the receiver cannot be reached ({said}). Check the network.") from None
    if response.status != 200 or len(data) > most:
        advice = "Correct --token-file." if response.status == 401 else "Check the address."
        raise NetworkError(f"{where}: the receiver answers {response.status}. {advice}")
    return data
