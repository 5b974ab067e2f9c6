"""The window and everything Qt needs around it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import PySide6.QtQuick  # noqa: F401 (without it the root object is a plain window, with no picture to grab)
import shiboken6
from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QTimer, QUrl
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickImageProvider, QQuickItem, QQuickWindow

from kiosk.errors import ScreenError
from kiosk.ui.fonts import missing_packages, screen_font
from kiosk.ui.ruler import Ruler

log = logging.getLogger(__name__)

QML = Path(__file__).resolve().parent / "qml"
WINDOWED = (540, 960)
"""Size of a window nobody gave a size, in pixels: a portrait screen that fits on a desk."""


def application() -> QGuiApplication:
    """The one Qt application of this process, made on first use. Qt's VNC server is kept to this machine at once."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication(["kiosk"])
    app.setApplicationName("kiosk")
    app.setFont(screen_font())
    if missing := missing_packages():
        log.warning("letters will be drawn badly, or as empty boxes: install the packages %s.", " ".join(missing))
    if app.platformName() == "vnc":
        from kiosk.ui.loopback import confine_to_loopback, vnc_port  # sockets, which no other screen needs

        port = vnc_port(os.environ.get("QT_QPA_PLATFORM", ""))
        if port is not None:
            app.processEvents()
            confine_to_loopback(port)
    return app


def turn() -> None:
    """Let happen all that waits, and let go all that is to be deleted, where nobody runs Qt's own loop: it would keep
    what is replaced on every screen, some megabytes each."""
    application().processEvents()
    QtCore.QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    """`item` and all below it that can be seen and used."""
    if item.isVisible() and item.isEnabled():
        yield item
        for child in item.childItems():
            yield from _visible(child)


class Repeated:
    """Calls every so often, or `once`, on the screen's own thread, when it is started. What is started again begins
    anew."""

    def __init__(self, call: Callable[[], None], once: bool = False) -> None:
        self._timer = QTimer()
        self._timer.setSingleShot(once)
        self._timer.timeout.connect(call)

    def start(self, seconds: float) -> None:
        """From now on every so many seconds, or in so many; 0 never calls."""
        self._timer.stop()
        if seconds:
            self._timer.start(round(seconds * 1000))

    def stop(self) -> None:
        self._timer.stop()


class TouchWatch(QObject):
    """Sees every touch, click and key of a window without taking any."""

    KINDS = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress})

    def __init__(self, touched: Callable[[], None]) -> None:
        super().__init__()
        self._touched = touched

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        repeated = isinstance(event, QKeyEvent) and event.isAutoRepeat()
        if event.type() in self.KINDS and not repeated:
            self._touched()
        return False


class KioskWindow:
    """Main.qml with its view models. `properties` are its required properties but the ruler, `pictures` give it
    those that are in no file; `close` frees it all.

    Raises ScreenError when the QML cannot be loaded.
    """

    def __init__(
        self,
        properties: Mapping[str, Any],
        touched: Callable[[], None],
        pictures: Mapping[str, QQuickImageProvider] = MappingProxyType({}),
    ) -> None:
        self._engine = QQmlApplicationEngine()
        for name, provider in pictures.items():
            self._engine.addImageProvider(name, provider)
        self._engine.addImportPath(str(QML))
        self._ruler = Ruler()
        self._engine.setInitialProperties({**properties, "ruler": self._ruler})
        faults: list[QQmlError] = []
        self._engine.warnings.connect(faults.extend)
        self._engine.load(QUrl.fromLocalFile(str(QML / "Kiosk" / "Main.qml")))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            told = "; ".join(fault.toString() for fault in faults) or "no window came out of Main.qml"
            raise ScreenError(f"the screen could not be made: {told}.")
        self.window: QQuickWindow = roots[0]
        self._watch = TouchWatch(touched)
        self.window.installEventFilter(self._watch)

    def show(self, size: tuple[int, int] | None, *, windowed: bool) -> None:
        """Fill the screen, or stand in a window of `size` pixels. A full screen has no pointer: it is touched."""
        if windowed or size is not None:
            self.window.resize(*(size or WINDOWED))
            self.window.show()
        else:
            self.window.frameSwapped.connect(self._hide_pointer)
            # A bare X server has no window manager to make a window as large as the screen.
            self.window.setGeometry(self.window.screen().geometry())
            self.window.showFullScreen()

    def _hide_pointer(self) -> None:
        self.window.frameSwapped.disconnect(self._hide_pointer)
        if application().overrideCursor() is None:  # it stays hidden for the windows that follow
            application().setOverrideCursor(QtCore.Qt.CursorShape.BlankCursor)

    def buttons(self) -> frozenset[str]:
        """What is written on the buttons that can be pressed now."""
        return frozenset(
            item.property("text")
            for item in _visible(self.window.contentItem())
            if item.inherits("QQuickAbstractButton")
        )

    def settled(self, call: Callable[[], None]) -> None:
        """Call back once, when the screen has been laid out and drawn."""

        def drawn() -> None:  # Qt has a single-shot connection, but naming `Qt` takes 18 ms: not at the start
            self.window.frameSwapped.disconnect(drawn)
            call()

        self.window.frameSwapped.connect(drawn)
        self.window.update()

    def close(self) -> None:
        """Take the window down before the view models it is bound to. Does nothing the second time."""
        if shiboken6.isValid(self._engine):
            self.window.removeEventFilter(self._watch)
            self.window.close()
            shiboken6.delete(self._engine)
