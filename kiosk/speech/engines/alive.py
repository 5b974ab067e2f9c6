"""A sign of life from work that cannot give one itself: as long as it uses the processor, it is at work.

A stopped process, a deadlock, a wait without end use none, and fall silent. What turns for ever is not noticed here:
the supervisor's limit for one text is for that.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

EVERY_S = 0.3
LEAST_S = 0.01


@contextlib.contextmanager
def at_work(still_busy: Callable[[], None], used: Callable[[], float] = time.process_time) -> Iterator[None]:
    """Calls `still_busy`, from another thread, every EVERY_S seconds in which LEAST_S of processor time was used."""
    over = threading.Event()

    def watch() -> None:
        before = used()
        while not over.wait(EVERY_S):
            now = used()
            if now - before >= LEAST_S:
                still_busy()
            before = now

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
