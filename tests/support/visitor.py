"""A visitor who knows nothing of the code: sees names and roles, presses what it can find by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface

from kiosk.ui.window import turn
from tests.support.kiosks import Stage


@dataclass(frozen=True)
class Thing:
    """One accessible thing on the screen."""

    name: str
    role: QAccessible.Role
    box: QRect
    interface: QAccessibleInterface

    @property
    def is_button(self) -> bool:
        return self.role == QAccessible.Role.Button


class Visitor:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def look(self) -> list[Thing]:
        """Everything visible, in the order of the tree."""
        self.settle()
        root = QAccessible.queryAccessibleInterface(self._stage.kiosk.shell.window)
        return list(_things(root))

    def settle(self) -> None:
        """Let layouts come to rest: a grabbed frame is a finished one."""
        turn()
        self._stage.kiosk.shell.window.grabWindow()

    def names(self) -> list[str]:
        return [thing.name for thing in self.look() if thing.name]

    def buttons(self) -> list[Thing]:
        return [thing for thing in self.look() if thing.is_button]

    def press(self, name: str) -> None:
        """Press the one button called `name`; drains the jobs it sets off."""
        found = [thing for thing in self.buttons() if thing.name == name]
        assert len(found) == 1, (
            f"{len(found)} buttons are called {name!r}; there are {[b.name for b in self.buttons()]}"
        )
        found[0].interface.actionInterface().doAction("Press")
        turn()
        self._stage.jobs.drain()
        turn()

    def sees(self, text: str) -> bool:
        return any(text in name for name in self.names())


def _things(interface: QAccessibleInterface) -> Iterator[Thing]:
    for index in range(interface.childCount()):
        child = interface.child(index)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        yield Thing(child.text(QAccessible.Text.Name), child.role(), child.rect(), child)
        yield from _things(child)
