"""Ending in good order when the system asks for it: a restart by a technician, the machine going down for the night."""

from __future__ import annotations

import os
import signal

from PySide6.QtCore import QSocketNotifier

from kiosk.ui.window import application


class Leaving:
    """As long as it lives, SIGTERM ends the event loop as closing the window does.

    Inside Qt's loop Python runs no signal handler of its own; it writes a byte to a pipe at once, which Qt watches.
    """

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)
        self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda *_: application().quit())
        self._before = signal.signal(signal.SIGTERM, lambda *_: None)
        self._wakeup = signal.set_wakeup_fd(self._write)

    def close(self) -> None:
        signal.set_wakeup_fd(self._wakeup)
        signal.signal(signal.SIGTERM, signal.SIG_DFL if self._before is None else self._before)
        self._notifier.setEnabled(False)
        os.close(self._read)
        os.close(self._write)
