"""Where a receiver keeps sealed requests: FOLDER/<desk>/<slot>--<id>.sealed, each written whole or not at all.

One lock for the folder: two requests for one half-hour that come in the same moment are seen one after the other.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from kiosk.appointments.sealed_name import SealedName, sealed_name_of
from kiosk.disk import write_whole
from kiosk.release.writing import locked

KEPT = dt.timedelta(days=60)
"""Sealed requests are removed that long after their half-hour, with whoever asked."""
MOST_FILES = 20_000

Kept = Literal["kept", "had", "conflict", "other", "full"]


class Shelf:
    """All methods raise OSError when the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, desk: str, name: SealedName, sealed: bytes, now: dt.datetime) -> Kept:
        """Keep a request. "had": it was here already, and still is; "conflict": it is kept, and another one asks for
        its half-hour; "other": something else has its id, nothing was kept; "full": nothing was kept."""
        place = self._folder / desk
        place.mkdir(parents=True, exist_ok=True)
        with locked(place):
            _forget(place, now)
            there = self.names(desk)
            same = next((one for one in there if one.id == name.id), None)
            if same is not None and (same != name or (place / str(same)).read_bytes() != sealed):
                return "other"
            if same is None:
                if len(there) >= MOST_FILES:
                    return "full"
                write_whole(place / str(name), sealed, 0o600)
            if any(one.slot == name.slot and one.id != name.id for one in there):
                return "conflict"
            return "kept" if same is None else "had"

    def names(self, desk: str) -> list[SealedName]:
        """By half-hour. A desk that nobody wrote to has none."""
        with contextlib.suppress(FileNotFoundError):
            return sorted(filter(None, map(sealed_name_of, os.listdir(self._folder / desk))))
        return []

    def get(self, desk: str, name: SealedName) -> bytes | None:
        try:
            return (self._folder / desk / str(name)).read_bytes()
        except FileNotFoundError:
            return None

    def tidy(self, desk: str, now: dt.datetime) -> None:
        """Forget what is old, also where nobody asks for anything any more."""
        place = self._folder / desk
        if place.is_dir():
            with locked(place):
                _forget(place, now)


def _forget(place: Path, now: dt.datetime) -> None:
    for path in _old(place, now):
        path.unlink(missing_ok=True)


def _old(place: Path, now: dt.datetime) -> Iterator[Path]:
    for path in place.iterdir():
        name = sealed_name_of(path.name)
        if name is not None:
            since = name.slot
        elif path.name.startswith("."):  # what a killed receiver was writing
            since = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        else:
            continue
        if since + KEPT < now:
            yield path
