"""One running kiosk: its screens, its voice, its navigator and its window, put together and taken apart."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import shiboken6

from kiosk.directory.models import NONE_CLOSED, IsClosed, Result
from kiosk.flow import IdleRule, Screen, fresh_session
from kiosk.guide.content import Content
from kiosk.i18n.catalogue import french_only
from kiosk.settings import Settings
from kiosk.ui.appointments import Appointments
from kiosk.ui.jobs import Jobs
from kiosk.ui.look import derive_look
from kiosk.ui.navigator import Navigator, Search
from kiosk.ui.printing import MakeDesk, Printing
from kiosk.ui.reader import Reader
from kiosk.ui.screens import Beside, Nothing, Screens
from kiosk.ui.slip_preview import PROVIDER, PreviewProps
from kiosk.ui.view import View
from kiosk.ui.viewmodels.frame import derive_frame
from kiosk.ui.voice import MakeSpeaker, Voice, VoiceProps
from kiosk.ui.window import KioskWindow


@dataclass(frozen=True)
class Effects:
    """What a kiosk needs of the world. `clock` gives aware moments, `monotonic` seconds that never go back. `make_desk`
    is asked for once, off the screen's thread, where the site has a printer; `appointments` is None where none
    can be asked for."""

    search: Search
    helper: Callable[[dt.datetime, str], Result]
    make_speaker: MakeSpeaker
    jobs: Jobs
    icons: dict[str, str]
    clock: Callable[[], dt.datetime]
    monotonic: Callable[[], float] = field(default=time.monotonic)
    make_desk: MakeDesk | None = None
    appointments: Appointments | None = None
    is_closed: IsClosed = NONE_CLOSED


class Kiosk:
    """A whole kiosk on good content. Raises ScreenError when its window cannot be made."""

    def __init__(self, content: Content, effects: Effects, home_language: str = "fr") -> None:
        screen = content.settings.screen
        catalogue = content.release.catalogue
        beside = Beside(effects.icons, effects.is_closed)
        self.screens = Screens(content, effects.helper, effects.clock, beside)
        self.voice = Voice(effects.make_speaker, self._no_voice, content.settings.speech.enabled)
        self.reader = Reader(
            self.screens, self.voice, lambda: self.shell.buttons(), lambda call: self.shell.settled(call)
        )
        self._jobs = effects.jobs
        self.printing = Printing(effects.make_desk, content.settings.printing, effects.jobs, self.screens.slip)
        self.navigator = Navigator(
            guide=content.guide,
            screens=self.screens,
            reader=self.reader,
            jobs=effects.jobs,
            search=effects.search,
            printing=self.printing,
            appointments=effects.appointments,
            idle=IdleRule(screen.idle_seconds, screen.warning_seconds),
            monotonic=effects.monotonic,
            home_language=home_language,
            home_volume=content.settings.speech.volume,
        )
        self.voice.ended.connect(self.navigator.read)
        self.printing.happened.connect(self.navigator.happen)
        self._catalogue = catalogue
        self._look = View(derive_look(content.settings))
        views = self.screens.views
        self.shell = KioskWindow(
            {
                "frame": self.screens.frame.map,
                **{name.value: views[name].map for name in Screen},
                "voice": self.voice.view.map,
                "look": self._look.map,
                "preview": self.printing.preview.view.map,
                "icons": effects.icons,
                "navigator": self.navigator,
            },
            self.navigator.touched,
            {PROVIDER: self.printing.preview.pictures},
        )

    def prepare(self) -> None:
        """Have the voice of the home language ready, the other screens and the printers, unless the kiosk was closed
        meanwhile."""
        if shiboken6.isValid(self.voice):
            self.screens.prepare()
            self.voice.prepare(self.navigator.session.home_language)
            self.printing.prepare()

    @property
    def resting(self) -> bool:
        """Whether nobody is there: the home screen, silent, and untouched for a while."""
        return not self.voice.props.message and self.navigator.resting

    def refresh(self) -> None:
        """Show the same again as it is now: a home screen that stands for days gets older meanwhile."""
        self.screens.show(self.navigator.session)

    def close(self) -> None:
        """Take it all apart. What has timers or is told things by other threads goes here and now, on this thread: the
        collector of garbage may run on any. Does nothing the second time."""
        self._jobs.close()
        if shiboken6.isValid(self.printing):
            self.printing.close()
        self.voice.close()
        self.shell.close()
        for ours in (self.navigator, self.voice, self.printing):
            if shiboken6.isValid(ours):
                shiboken6.delete(ours)

    def _no_voice(self) -> str:
        t = self._catalogue[self.navigator.session.language]
        return t("Ici, aucune voix ne lit cette langue. Une personne peut vous aider.")


class BrokenKiosk:
    """The one screen of a kiosk that has no content: it says so, and gives a number. It needs no file."""

    def __init__(self, settings: Settings | None, icons: dict[str, str]) -> None:
        from kiosk.ui.viewmodels.others import derive_broken

        t = french_only()["fr"]
        known = settings or Settings(name="", latitude=0, longitude=0)
        session = replace(fresh_session("fr"), screen=Screen.BROKEN)
        self._views = {name.value: View(Nothing()) for name in Screen}
        self._views["broken"] = View(derive_broken(known.helper.phone, t))
        self._views["frame"] = View(replace(derive_frame(session, known, False, t), bar=False))
        self._views["voice"] = View(VoiceProps())
        self._views["look"] = View(replace(derive_look(known), speaks=False))
        self._views["preview"] = View(PreviewProps())
        properties = {name: view.map for name, view in self._views.items()}
        self.shell = KioskWindow({**properties, "icons": icons, "navigator": None}, lambda: None)

    def close(self) -> None:
        self.shell.close()
