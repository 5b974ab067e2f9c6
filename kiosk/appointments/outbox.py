"""What waits to be sent, and which half-hours are given: sealed bytes under a half-hour and an id that means nothing.

A file is written, flushed and renamed, so it is there whole or not at all, and its half-hour is given by the same
rename. What was sent leaves an empty file for its half-hour, written before the sealed one goes, until it is over.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from kiosk.appointments.sealed_name import SealedName, sealed_name_of
from kiosk.appointments.spans import SLOT_NAME, slot_name, slot_of
from kiosk.disk import Disk
from kiosk.errors import AppointmentError
from kiosk.release.writing import locked

FOLDER_NAME = "appointments"
"""Within the state of the screen's user."""
NUMBER_NAME, TAKEN_NAME = "number", "taken.json"
OUTBOX_NAME, REFUSED_NAME, GIVEN_NAME = "outbox", "refused", "given"
MOST_WAITING = 200
"""Files that wait or were refused: weeks of a busy hall, and 700 kB. Beyond, nothing is offered any more."""
KEPT = dt.timedelta(days=45)
"""A half-hour that is over is forgotten so long after it: a clock that was a month ahead gives none of them again."""


@dataclass(frozen=True, slots=True)
class Waiting:
    path: Path
    slot: dt.datetime
    id: str


class Outbox:
    """The folder of one terminal. Reading raises nothing for a folder that is not there yet."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self.folder = folder
        self._disk = disk

    def prepare(self) -> None:
        """Make the folders, `given` last: where it is, there is a number too. Raises OSError."""
        if (self.folder / GIVEN_NAME).is_dir():
            return
        self._disk.folder(self.folder)
        with locked(self.folder):  # who comes second must not set the number back
            if not (self.folder / NUMBER_NAME).exists():
                self._disk.write(self.folder / NUMBER_NAME, b"0\n")
            for name in (OUTBOX_NAME, REFUSED_NAME, GIVEN_NAME):
                self._disk.folder(self.folder / name)
            self._disk.flush(self.folder)
            self._disk.flush(self.folder.parent)

    def put(self, slot: dt.datetime, request_id: str, sealed: bytes) -> None:
        """On the disk when this returns. Raises OSError; AppointmentError when too many wait."""
        if self.is_full():
            raise AppointmentError(
                f"{self.folder}: {MOST_WAITING} requests wait here. Connect the network, or carry them to the desk."
            )
        self._disk.write(self.folder / OUTBOX_NAME / str(SealedName(slot, request_id)), sealed)

    def waiting(self) -> list[Waiting]:
        """The oldest first."""
        return _listed(self.folder / OUTBOX_NAME)

    def refused(self) -> list[Waiting]:
        return _listed(self.folder / REFUSED_NAME)

    def is_full(self) -> bool:
        return len(self.waiting()) + len(self.refused()) >= MOST_WAITING

    def sent(self, one: Waiting) -> None:
        """The receiver has it: its half-hour stays given, the sealed bytes go. Raises OSError."""
        self._disk.write(self.folder / GIVEN_NAME / slot_name(one.slot), b"")
        self._disk.remove(one.path)

    def set_aside(self, one: Waiting) -> None:
        """The receiver will never take it: staff carry it to the desk. Raises OSError."""
        self._disk.rename(one.path, self.folder / REFUSED_NAME / one.path.name)

    def given(self) -> frozenset[dt.datetime]:
        """The half-hours this terminal gave."""
        names = (path.name for path in _entries(self.folder / GIVEN_NAME) if SLOT_NAME.fullmatch(path.name))
        kept = {slot for name in names if (slot := _slot(name))}
        return frozenset(kept | {one.slot for one in (*self.waiting(), *self.refused())})

    def taken(self) -> frozenset[dt.datetime]:
        """Those given here, and those the receiver told of."""
        told: set[dt.datetime] = set()
        with contextlib.suppress(OSError, ValueError, TypeError, RecursionError):
            told = {slot_of(str(name)) for name in json.loads((self.folder / TAKEN_NAME).read_bytes())}
        return self.given() | told

    def tidy(self, now: dt.datetime) -> None:
        """Forget what is over, and what a power cut left half-written; with the folder locked, for somebody may be
        writing. Raises OSError."""
        for path in _entries(self.folder / GIVEN_NAME):
            slot = _slot(path.name)
            if slot is None or slot + KEPT < now:
                self._disk.remove(path)
        for path in _entries(self.folder / OUTBOX_NAME):
            if sealed_name_of(path.name) is None:
                self._disk.remove(path)


def taken_to_bytes(slots: frozenset[dt.datetime]) -> bytes:
    return (json.dumps(sorted(map(slot_name, slots))) + "\n").encode()


def _listed(folder: Path) -> list[Waiting]:
    found = []
    for path in _entries(folder):
        if name := sealed_name_of(path.name):
            with contextlib.suppress(OSError):  # it was sent meanwhile
                found.append((path.stat().st_mtime_ns, path.name, Waiting(path, name.slot, name.id)))
    return [one for _, _, one in sorted(found, key=lambda each: each[:2])]


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _slot(name: str) -> dt.datetime | None:
    try:
        return slot_of(name)
    except ValueError:
        return None
