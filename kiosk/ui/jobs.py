"""Work that must not hold up a frame: run it elsewhere, get its result back on the screen's own thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

log = logging.getLogger(__name__)


class Jobs(Protocol):
    def start(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[], None]) -> None:
        """Run `work` elsewhere, then `done(result)` on the screen's thread, or `failed()` if it raised."""


class ManualJobs:
    """Jobs that wait until they are drained: for tests and for the tour, where nothing may depend on time."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Callable[[], Any], Callable[[Any], None], Callable[[], None]]] = []

    def start(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[], None]) -> None:
        self._waiting.append((work, done, failed))

    def drain(self) -> None:
        """Run what waits, and what that starts in its turn."""
        while self._waiting:
            work, done, failed = self._waiting.pop(0)
            try:
                result = work()
            except Exception:
                log.exception("a job failed")
                failed()
            else:
                done(result)


class _Finished(QObject):
    finished = Signal(object, object)


class ThreadJobs(QObject):
    """Jobs on one worker thread, one after the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._bridge = _Finished(self)
        self._bridge.finished.connect(self._deliver)

    def start(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[], None]) -> None:
        def run() -> None:
            try:
                result = work()
            except Exception:
                log.exception("a job failed")
                self._bridge.finished.emit(lambda _: failed(), None)
            else:
                self._bridge.finished.emit(done, result)

        self._pool.start(QRunnable.create(run))

    def close(self) -> None:
        self._pool.clear()
        self._pool.waitForDone(2000)

    @staticmethod
    def _deliver(call: Callable[[Any], None], result: object) -> None:
        call(result)
