"""Ending in good order when the system asks for it: a restart by a technician, the machine going down for the night."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QSocketNotifier

from kiosk.ui.window import application


class Leaving:
    """As long as it lives, SIGTERM ends the event loop as closing the window does.

    Inside Qt's loop Python runs no signal handler of its own; it writes a byte to a socket at once, which Qt watches.
    """

    def __init__(self) -> None:
        self._read, self._write = socket.socketpair()
        self._write.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda *_: application().quit())
        self._before = signal.signal(signal.SIGTERM, lambda *_: None)
        self._wakeup = signal.set_wakeup_fd(self._write.fileno())

    def close(self) -> None:
        signal.set_wakeup_fd(self._wakeup)
        signal.signal(signal.SIGTERM, signal.SIG_DFL if self._before is None else self._before)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()
