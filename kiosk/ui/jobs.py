"""Work that must not hold up a frame: run it elsewhere, get its result back on the screen's own thread."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)


class Jobs(Protocol):
    def start(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[], None]) -> None:
        """Run `work` elsewhere, then `done(result)` on the screen's thread, or `failed()` if it raised."""

    def close(self) -> None:
        """Nothing is told any more."""


class ManualJobs:
    """Jobs that wait until they are drained: for tests and for the tour, where nothing may depend on time."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Callable[[], Any], Callable[[Any], None], Callable[[], None]]] = []

    def start(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[], None]) -> None:
        self._waiting.append((work, done, failed))

    def close(self) -> None:
        self._waiting.clear()

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
    """Jobs on one worker thread, one after the other.

    A thread of Python's, not of QThreadPool's: that one frees its runnables by itself, PySide goes on knowing them, and
    the next Qt object made at the same address is taken for one of them (seen: a property map without its methods).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._worker: threading.Thread | None = None
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

        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="jobs", daemon=True)
            self._worker.start()
        self._waiting.put(run)

    def close(self) -> None:
        """Forget what waits, and wait 2 s at most for what runs; nothing of it is told any more."""
        self._bridge.blockSignals(True)
        while not self._waiting.empty():
            self._waiting.get()
        self._waiting.put(None)
        if self._worker is not None:
            self._worker.join(2)

    def _work(self) -> None:
        while (run := self._waiting.get()) is not None:
            run()

    @staticmethod
    def _deliver(call: Callable[[Any], None], result: object) -> None:
        call(result)
