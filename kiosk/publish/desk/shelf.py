"""Where a receiver keeps sealed requests: FOLDER/<desk>/<slot>--<id>.sealed, each written whole or not at all.

One lock for the folder: two requests for one half-hour that come in the same moment are seen one after the other.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.appointments.outbox import SUFFIX
from kiosk.appointments.spans import slot_name, slot_of
from kiosk.disk import write_whole
from kiosk.release.writing import locked

KEPT = dt.timedelta(days=60)
"""Sealed requests are removed that long after their half-hour, with whoever asked."""
MOST_FILES = 20_000
_NAME = re.compile(r"([0-9]{8}T[0-9]{2}[03]0Z)--([0-9a-f]{32})\.sealed", re.ASCII)

Kept = Literal["kept", "had", "conflict", "other", "full"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One sealed request by its name."""

    slot: dt.datetime
    id: str

    @property
    def file_name(self) -> str:
        return f"{slot_name(self.slot)}--{self.id}{SUFFIX}"


class Shelf:
    """All methods raise OSError when the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, desk: str, kind: Kind, sealed: bytes, now: dt.datetime) -> Kept:
        """Keep a request. "had": it was here already, and still is; "conflict": it is kept, and another one asks for
        its half-hour; "other": something else has its id, nothing was kept; "full": nothing was kept."""
        place = self._folder / desk
        place.mkdir(parents=True, exist_ok=True)
        with locked(place):
            _forget(place, now)
            there = self.kinds(desk)
            same = next((one for one in there if one.id == kind.id), None)
            if same is not None and (same != kind or (place / same.file_name).read_bytes() != sealed):
                return "other"
            if same is None:
                if len(there) >= MOST_FILES:
                    return "full"
                write_whole(place / kind.file_name, sealed, 0o600)
            if any(one.slot == kind.slot and one.id != kind.id for one in there):
                return "conflict"
            return "kept" if same is None else "had"

    def kinds(self, desk: str) -> list[Kind]:
        """By half-hour. A desk that nobody wrote to has none."""
        found = []
        with contextlib.suppress(FileNotFoundError):
            for name in os.listdir(self._folder / desk):
                parts = _NAME.fullmatch(name)
                with contextlib.suppress(ValueError):
                    found += [Kind(slot_of(parts[1]), parts[2])] if parts else []
        return sorted(found, key=lambda one: (one.slot, one.id))

    def get(self, desk: str, kind: Kind) -> bytes | None:
        try:
            return (self._folder / desk / kind.file_name).read_bytes()
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
        parts = _NAME.fullmatch(path.name)
        with contextlib.suppress(ValueError):
            if parts is None and path.name.startswith("."):  # what a killed receiver was writing
                since = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
            elif parts is None:
                continue
            else:
                since = slot_of(parts[1])
            if since + KEPT < now:
                yield path
