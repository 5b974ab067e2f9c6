"""Garbage is collected on the screen's own thread, now and then.

Left alone, Python collects in whichever thread happens to allocate: the one that speaks, the one of the sound device. A
Qt object that is freed away from its own thread leaves its timers behind, and one that fires later fires into nothing
(seen: a crash, minutes afterwards).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 10_000


class Collector(QObject):
    """As long as it lives, nothing else collects. What is there `first_seconds` after it is made stays till `again`."""

    def __init__(self, first_seconds: float) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._first_ms = round(first_seconds * 1000)
        self._timer.start(self._first_ms)

    def again(self) -> None:
        """Much of what was there has gone: collect all that is left of it, then begin anew."""
        gc.unfreeze()
        self._timer.start(self._first_ms)

    def close(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        gc.collect()
        if self._timer.interval() != EVERY_MS:
            gc.freeze()
            self._timer.setInterval(EVERY_MS)
