"""Qt's event loop, in the hands of a test."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent

from kiosk.ui.window import application


def turn() -> None:
    """Let happen all that waits, and let go all that is to be deleted: outside of its own loop, Qt would keep what is
    replaced on every screen, some megabytes each."""
    application().processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
