"""Garbage is collected on the screen's own thread, whoever makes it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread

from kiosk.ui.garbage import Collector
from kiosk.ui.window import application


@pytest.fixture
def collector() -> Iterator[Collector]:
    application()
    collector = Collector(60)
    yield collector
    collector.close()


def test_a_qt_object_that_is_left_behind_dies_on_its_own_thread(collector: Collector) -> None:
    """However much another thread allocates, it frees no Qt object; the screen's own thread does, when it collects."""
    died_on: list[QThread] = []

    class Left(QObject):
        def __del__(self) -> None:
            died_on.append(QThread.currentThread())

    left = Left()
    left.myself = left  # type: ignore[attr-defined]
    del left
    busy = threading.Thread(target=lambda: [[[] for _ in range(1000)] for _ in range(200)])
    busy.start()
    busy.join()
    assert died_on == []
    collector._collect()
    assert died_on == [application().thread()]


def test_python_collects_by_itself_again_once_it_is_closed() -> None:
    """While it lives automatic collection is off; afterwards it is as before, with nothing kept aside."""
    application()
    collector = Collector(60)
    collector._collect()
    assert not gc.isenabled() and gc.get_freeze_count() > 0
    collector.close()
    assert gc.isenabled() and gc.get_freeze_count() == 0


def test_what_was_kept_aside_is_collected_when_it_is_told_to_begin_again(collector: Collector) -> None:
    """Garbage among what was there at first stays until then, and goes with the next collection."""

    class Left:
        pass

    left = Left()
    left.myself = left  # type: ignore[attr-defined]
    gone = weakref.ref(left)
    collector._collect()
    del left
    collector._collect()
    assert gone() is not None
    collector.again()
    collector._collect()
    assert gone() is None and gc.get_freeze_count() > 0
