"""A screen on a state, shown offscreen, and its event loop in the hands of a test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.app.effects import silent_speaker
from kiosk.app.showing import RunOptions, Showing, source_of
from kiosk.guide.content import Content
from kiosk.ui import window
from kiosk.ui.garbage import Collector
from kiosk.ui.kiosk import Kiosk
from kiosk.ui.navigator import STILL_SECONDS
from kiosk.ui.voice import MakeSpeaker
from kiosk.ui.window import application

WAIT_S = 20


def windows() -> list[QQuickWindow]:
    """The windows that can be seen."""
    return [each for each in QGuiApplication.topLevelWindows() if isinstance(each, QQuickWindow) and each.isVisible()]


def turn(until: Callable[[], bool], seconds: float = WAIT_S) -> None:
    """Let the screen live until something is so."""
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "this never came"
        window.turn()
        time.sleep(0.001)


def turn_for(seconds: float) -> None:
    end = time.monotonic() + seconds
    turn(lambda: time.monotonic() >= end)


def gone(showing: Showing) -> None:
    """Whoever touched the screen last did so long ago."""
    assert isinstance(showing.kiosk, Kiosk)
    showing.kiosk.navigator._touched_at -= STILL_SECONDS


def no_voice(content: Content) -> MakeSpeaker:
    return silent_speaker


@contextmanager
def screen(
    state: Path, site: Path | None = None, speaker_for: Callable[[Content], MakeSpeaker] = no_voice, **options: object
) -> Iterator[Showing]:
    """A screen on `state` that looks for newer releases when the test says so, unless `options` say how often."""
    chosen = {"size": (540, 960), "look_seconds": 0, "try_again_seconds": 0.05} | options
    asked = RunOptions(site, lambda: state, state=state, **chosen)  # type: ignore[arg-type]
    application()
    collector = Collector(60)
    showing = Showing(asked, source_of(asked), collector, speaker_for)
    showing.start()
    turn(lambda: len(windows()) == 1)
    try:
        yield showing
    finally:
        showing.close()
        collector.close()
