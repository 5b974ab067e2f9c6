"""What QML calls while an appointment is asked for; a part of the navigator."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from kiosk.flow import events as ev
from kiosk.flow import wishes


class Wishing(QObject):
    """`_press` is the navigator's."""

    _press: Callable[[ev.Event], None]

    @Slot()
    def askAppointment(self) -> None:
        self._press(wishes.AppointmentAsked())

    @Slot(str)
    def chooseSlot(self, moment: str) -> None:
        with contextlib.suppress(ValueError):
            self._press(wishes.SlotChosen(dt.datetime.fromisoformat(moment)))

    @Slot()
    def askNextDay(self) -> None:
        self._press(wishes.NextDayAsked())

    @Slot(str)
    def chooseContact(self, what: str) -> None:
        self._press(wishes.ContactChosen(what))

    @Slot(str)
    def typeSign(self, sign: str) -> None:
        self._press(wishes.SignTyped(sign))

    @Slot()
    def eraseSign(self) -> None:
        self._press(wishes.SignErased())

    @Slot()
    def turnKeys(self) -> None:
        self._press(wishes.KeysTurned())

    @Slot()
    def endTyping(self) -> None:
        self._press(wishes.TypingDone())

    @Slot()
    def sendWish(self) -> None:
        self._press(wishes.WishSent())
