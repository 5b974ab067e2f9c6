"""Which booking links nobody can book now, from the lists that a sync leaves beside the releases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from kiosk.directory.open_slots import CLOSED, state_of
from kiosk.release.open_slots import OPEN_SLOTS_NAME, OpenSlots, read_open_slots


class ClosedLinks:
    """`is_closed(url)` by the newest lists of `state`, which are read again when a sync has renewed them. Without a
    state, or without lists, no link is closed."""

    def __init__(self, state: Path | None, clock: Callable[[], dt.datetime]) -> None:
        self._state = state
        self._clock = clock
        self._read: object = None
        self._slots = OpenSlots()

    def is_closed(self, url: str) -> bool:
        if self._state is None or not url:
            return False
        try:
            found = (self._state / OPEN_SLOTS_NAME).stat()
        except OSError:
            return False
        seen = (found.st_mtime_ns, found.st_ino, found.st_size)
        if seen != self._read:
            self._read, self._slots = seen, read_open_slots(self._state)
        return state_of(url, self._slots, self._clock()) == CLOSED
