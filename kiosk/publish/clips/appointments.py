"""What the screens of an appointment say, but for hours, names and single letters, which a live voice says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from kiosk.flow import Screen, Session
from kiosk.flow.wish import Outcome, Wish
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import Words
from kiosk.settings import Settings
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.help import appointment_button
from kiosk.ui.viewmodels.wish import derive_wish

_DAY = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
_SLOTS = tuple(_DAY + dt.timedelta(days=n // 8, minutes=n % 8 * 30) for n in range(25))
_OFFERED = Wish(_SLOTS, page=1, slot=_DAY)
_GIVEN = Outcome("A1-001", _DAY)
_SHOWN = (
    (Screen.SLOTS, _OFFERED),
    (Screen.SLOTS, replace(_OFFERED, page=0, taken=True)),
    (Screen.SLOTS, Wish()),
    (Screen.CONTACT, _OFFERED),
    (Screen.CONTACT, replace(_OFFERED, name="1", phone="0100000000")),
    (Screen.TYPING, replace(_OFFERED, typing="name")),
    (Screen.TYPING, replace(_OFFERED, typing="phone")),
    (Screen.TYPING, replace(_OFFERED, typing="phone", draft="01")),
    (Screen.CONFIRM, _OFFERED),
    (Screen.CONFIRM, replace(_OFFERED, sending=True)),
    (Screen.DONE, Wish(outcome=_GIVEN)),
    (Screen.DONE, Wish(outcome=replace(_GIVEN, to_confirm=True))),
    (Screen.DONE, Wish(outcome=Outcome())),
)


def appointment_lines(language: str, guide: Guide, settings: Settings, t: Words) -> Iterator[Line]:
    for screen, wish in _SHOWN:
        session = Session(language=language, screen=screen, wish=wish, printer="1")
        for line in derive_wish(session, guide, settings, t).spoken:
            if len(line.words.strip()) > 1 and not any(map(str.isdigit, line.text)):
                yield line
    for wish in (_OFFERED, Wish(outcome=_GIVEN)):
        yield Line("appointment", appointment_button(Session(wish=wish), t))
