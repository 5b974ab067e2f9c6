"""Turns touches into events, advances the session, and sets off what an event asks for.

The only object that QML calls. It owns the one Session; everything else is passed in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.directory.models import Answer, Ask
from kiosk.flow import IdleRule, Screen, Session, advance, fresh_session
from kiosk.flow import events as ev
from kiosk.flow.session import PLAIN_VOLUME
from kiosk.flow.wishes import SlotsOffered
from kiosk.guide.tree import Guide
from kiosk.ui.appointments import Appointments, Asking
from kiosk.ui.jobs import Jobs
from kiosk.ui.printing import Printing
from kiosk.ui.reader import Reader
from kiosk.ui.screens import Screens
from kiosk.ui.wishing import Wishing

log = logging.getLogger(__name__)

SAME_PRESS_SECONDS = 0.5
"""A second identical press within this time is the tremor of a hand, not a wish (EN 301 549 v3.2.1, 5.9)."""

STILL_SECONDS = 20
"""Who has touched nothing for so long on the home screen has gone, or has not begun."""

Search = Callable[[Ask, str], Answer]


class Navigator(Wishing):
    """`search(ask, language)` may be slow: it runs as a job. `monotonic` gives seconds that never go back."""

    def __init__(
        self,
        *,
        guide: Guide,
        screens: Screens,
        reader: Reader,
        jobs: Jobs,
        search: Search,
        idle: IdleRule,
        monotonic: Callable[[], float],
        printing: Printing | None = None,
        appointments: Appointments | None = None,
        home_language: str = "fr",
        home_volume: int = PLAIN_VOLUME,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._guide = guide
        self._screens = screens
        self._reader = reader
        self._jobs = jobs
        self._search = search
        self._idle = idle
        self._monotonic = monotonic
        self._printing = printing
        self._asking = Asking(appointments, guide, jobs, self.happen)
        self._session = fresh_session(home_language, home_volume)
        self._read_to: object = None
        self._last_press: tuple[object, float] | None = None
        self._touched_at = monotonic() - STILL_SECONDS
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.nobody_there)
        reader.tune(self._session)
        screens.show(self._session)

    @property
    def session(self) -> Session:
        return self._session

    @property
    def resting(self) -> bool:
        """Whether nobody is there: the home screen as it was at first, silent, and untouched for a while."""
        still = self._monotonic() - self._touched_at >= STILL_SECONDS
        return still and self._session.fresh and not self._reader.busy

    def happen(self, event: ev.Event) -> None:
        """Let `event` happen: the screen shows what comes of it. Whatever fails ends on the broken screen."""
        before = self._session
        self._session = advance(before, event)
        try:
            if self._session.fresh:
                self._last_press = None
            beneath = self._beneath(event)
            if self._session != before:
                if not beneath:
                    self._reader.stop()
                self._reader.tune(self._session)
                self._screens.show(self._session)
            if self._session.searching and not before.searching:
                self._ask()
            if not beneath:
                self._reader.follow(before, self._session)
            elif isinstance(event, ev.PrintChanged) and self._session.screen in (Screen.SLIP, Screen.DONE):
                self._reader.tell(before, self._session, "status")
            if self._printing is not None:
                self._printing.follow(before, self._session)
            self._asking.follow(before, self._session)
        except Exception:
            log.exception("the screen could not be shown")
            self._session = advance(self._session, ev.Broke())
            self._screens.show(self._session)
            if self._printing is not None:
                self._printing.follow(before, self._session)
        self._wait()

    def nobody_there(self) -> None:
        """The idle time is over: warn, or reset. Somebody who listens is there, as long as the reading goes on."""
        last, self._read_to = self._read_to, self._reader.place
        if self._reader.busy and not self._session.warned and self._read_to != last:
            self._wait()
        elif self._idle.wait(self._session) is not None:
            self.happen(self._idle.happens(self._session))

    @Slot()
    def touched(self) -> None:
        """Somebody touched the screen, wherever it was. The second touch of a trembling hand silences nothing."""
        last, self._touched_at = self._last_press, self._monotonic()
        if last is None or self._monotonic() - last[1] >= SAME_PRESS_SECONDS:
            self._reader.touched()
        self._wait()

    @Slot()
    def read(self) -> None:
        """A reading has come to its end: the time to touch something begins."""
        self._touched_at = self._monotonic()
        self._wait()

    @Slot(str)
    def chooseTile(self, tile: str) -> None:
        self._press(ev.TileChosen(tile))

    @Slot(str)
    def choosePlace(self, place: str) -> None:
        self._press(ev.PlaceChosen(place))

    @Slot(int)
    def chooseCode(self, index: int) -> None:
        self._press(ev.CodeChosen(index))

    @Slot()
    def askSlip(self) -> None:
        self._press(ev.SlipAsked())

    @Slot(bool)
    def showAnswers(self, on: bool) -> None:
        self._press(ev.AnswersShown(on))

    @Slot()
    def askPrint(self) -> None:
        self._press(ev.PrintAsked())

    @Slot(int)
    def turn(self, by: int) -> None:
        self._press(ev.PageTurned(by))

    @Slot()
    def back(self) -> None:
        self._press(ev.WentBack())

    @Slot()
    def startAgain(self) -> None:
        self._press(ev.StartedAgain())

    @Slot()
    def talk(self) -> None:
        self._press(ev.HelpAsked())

    @Slot()
    def askLanguages(self) -> None:
        self._press(ev.LanguagesAsked())

    @Slot(str)
    def chooseLanguage(self, code: str) -> None:
        self._press(ev.LanguageChosen(code))

    @Slot()
    def askSpeech(self) -> None:
        self._press(ev.SpeechAsked())

    @Slot(bool)
    def readAloud(self, on: bool) -> None:
        self._press(ev.AloudChosen(on))

    @Slot(int)
    def speed(self, by: int) -> None:
        """A faster or slower voice, which says so itself."""
        self._try(ev.SpeedTurned(by))

    @Slot(int)
    def volume(self, by: int) -> None:
        self._try(ev.VolumeTurned(by))

    @Slot()
    def stay(self) -> None:
        self._press(ev.Stayed())

    @Slot()
    def listen(self) -> None:
        """Read the whole screen, or fall silent."""
        if not self._repeated("listen"):
            self._reader.listen(self._session)

    @Slot(str)
    def hear(self, key: str) -> None:
        """Read one thing, or fall silent when it is being read."""
        if not self._repeated(("hear", key)):
            self._reader.hear(self._session, key)

    def _beneath(self, event: ev.Event) -> bool:
        """Whether `event` came by itself, and changes nothing that anybody reads or hears as a whole."""
        if isinstance(event, ev.Answered):
            return self._session.screen is not Screen.RESULTS
        if isinstance(event, SlotsOffered):
            return not self._session.aloud
        return isinstance(event, (ev.PrinterFound, ev.PrintChanged))

    def _try(self, event: ev.Event) -> None:
        if not self._repeated(event):
            self.happen(event)
            self._reader.sample(self._session)

    def _press(self, event: ev.Event) -> None:
        if not self._repeated(event):
            self.happen(event)

    def _repeated(self, press: object) -> bool:
        now = self._monotonic()
        last, self._last_press = self._last_press, (press, now)
        return last is not None and last[0] == press and now - last[1] < SAME_PRESS_SECONDS

    def _ask(self) -> None:
        asked, language = self._session.path, self._session.language
        path = self._guide.path(asked)
        if path is None:
            self.happen(ev.Broke())
            return
        self._jobs.start(
            lambda: self._search(path.ask, language),
            lambda answer: self.happen(ev.Answered(asked, answer)),
            lambda: self.happen(ev.Broke()),
        )

    def _wait(self) -> None:
        seconds = self._idle.wait(self._session)
        if seconds is None:
            self._timer.stop()
        else:
            self._timer.start(round(seconds * 1000))
