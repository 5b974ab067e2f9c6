"""What stands on the screen, and how the next release takes its place.

One visit sees one release: another is looked for, opened and shown on the home screen alone, when nobody is there. It
is opened elsewhere, for every file of it is verified (76 MB: 0.12 s, and as long as a cold disk takes); its window
stands, drawn, before the one before is taken down (making and drawing it: 0.05 s).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.app.effects import effects_for, now, own_icons, real_speaker
from kiosk.app.sources import OneRelease, Opened, Source, StateReleases, home_language
from kiosk.errors import KioskError
from kiosk.guide.content import Content
from kiosk.release.marks import Marks
from kiosk.ui.garbage import Collector
from kiosk.ui.jobs import ThreadJobs
from kiosk.ui.kiosk import BrokenKiosk, Kiosk
from kiosk.ui.leaving import Leaving
from kiosk.ui.voice import MakeSpeaker
from kiosk.ui.window import Repeated, application

log = logging.getLogger(__name__)

PREPARE_SECONDS = 1.5
"""After the home screen stands there, the voice gets ready: the first word is to come as soon as the next ones."""
TRY_AGAIN_SECONDS = 60
"""How long a broken kiosk waits before it looks for good content again."""
LOOK_SECONDS = 30
"""How often one looks, when nobody is there, whether a newer release is in force and how old this one has become."""
STAND_SECONDS = 60
"""A release that has been on the screen for so long can be shown."""
AT_ONCE_SECONDS = 0.001
"""As soon as the event loop turns."""
DRAWN_SECONDS = 5
"""A window that was not drawn by then will not be: nobody waits for it any longer."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """`site` is None for the release's own; `find_release` may build the demonstration; `state` is a folder of synced
    releases, in its place; `screen_state` is the file for the marks of those, None to keep none. `size` is (width,
    height) in pixels or None for the whole screen."""

    site: Path | None
    find_release: Callable[[], Path]
    language: str = ""
    windowed: bool = False
    size: tuple[int, int] | None = None
    try_again_seconds: float = TRY_AGAIN_SECONDS
    state: Path | None = None
    screen_state: Path | None = None
    look_seconds: float = LOOK_SECONDS
    stand_seconds: float = STAND_SECONDS


def run(options: RunOptions) -> int:
    """Show the kiosk until its window is closed. Broken content shows the number to call, and is tried again."""
    app = application()
    collector, leaving = Collector(PREPARE_SECONDS), Leaving()
    showing = Showing(options, source_of(options), collector)
    try:
        showing.start()
        app.exec()
    finally:
        showing.close()
        collector.close()
        leaving.close()
    return 0


def source_of(options: RunOptions) -> Source:
    if options.state is None:
        return OneRelease(options.site, options.find_release, options.language)
    return StateReleases(options.site, options.state, Marks(options.screen_state), options.language)


@dataclass(eq=False, slots=True)
class _Shown:
    """One kiosk on the screen, with what it shows; nothing when it is broken."""

    kiosk: Kiosk | BrokenKiosk
    opened: Opened | None


class Showing:
    """The kiosk on the screen. All of it lives on the screen's own thread, but for what opens releases.
    `speaker_for(content)` makes what speaks."""

    def __init__(
        self,
        options: RunOptions,
        source: Source,
        collector: Collector,
        speaker_for: Callable[[Content], MakeSpeaker] = real_speaker,
    ) -> None:
        self._options = options
        self._source = source
        self._speaker_for = speaker_for
        self._collector = collector
        self._icons = own_icons()
        self._jobs = ThreadJobs()
        self._shown: _Shown | None = None
        self._before: _Shown | None = None
        self._ready: Opened | None = None
        self._opening = False
        self._seen = ""
        self._looks = Repeated(self.look)
        # Not one timer for each release: that would keep a release for as long as it waits.
        self._prepares = Repeated(self._prepare, once=True)
        self._drawn = Repeated(self._was_drawn, once=True)
        self._stands = Repeated(self._has_stood, once=True)

    @property
    def kiosk(self) -> Kiosk | BrokenKiosk | None:
        """What is on the screen."""
        return self._shown.kiosk if self._shown else None

    @property
    def name(self) -> str:
        """The release of a state that is on the screen; empty for anything else."""
        return self._shown.opened.name if self._shown and self._shown.opened else ""

    def start(self) -> None:
        """Show the best there is. What opens first is opened here: there is nothing to look at yet."""
        self._seen = self._source.in_force()
        try:
            for found in self._source.openings():
                if self._show(found):
                    return
        except KioskError as error:
            print(f"kiosk: {error}", file=sys.stderr)
        except Exception:  # a visitor gets a number to call, whatever it was
            log.exception("the kiosk could not be opened")
        self._put(_Shown(BrokenKiosk(self._source.whom_to_call(), self._icons), None))

    def look(self) -> None:
        """Take the next step towards what should be shown, if this is the moment."""
        if self._opening or self._before is not None or self._shown is None:
            return
        kiosk = self._shown.kiosk
        if isinstance(kiosk, BrokenKiosk):
            self._seen = self._source.in_force()
            self._open(lambda: next(self._source.openings()))
        elif kiosk.resting:
            kiosk.refresh()
            self._renew()

    def close(self) -> None:
        """Take everything down, in good order. Does nothing the second time."""
        for timer in (self._looks, self._prepares, self._drawn, self._stands):
            timer.stop()
        self._jobs.close()
        self._drop_before()
        if self._ready is not None:
            self._ready.content.directory.close()
        if self._shown is not None:
            self._take_down(self._shown)
        self._ready = self._shown = None

    def _renew(self) -> None:
        """Nobody is there: open what is newly in force, or show what was opened."""
        name, ready = self._source.in_force(), self._ready
        if ready is not None:
            self._ready = None
            if name in ("", ready.name):
                self._show(ready)
                return
            ready.content.directory.close()
        if name in ("", self._seen):
            return
        self._seen = name
        if name == self.name:
            return
        if self._source.given_up(name):
            log.warning("the screen failed again and again on release %s: it is not shown.", name)
            return
        self._open(lambda: self._source.open_named(name))

    def _open(self, find: Callable[[], Opened]) -> None:
        def work() -> Opened | Exception:
            try:
                return find()
            except Exception as error:  # told below, on the thread that knows what is shown
                return error

        self._opening = True
        self._jobs.start(work, self._was_opened, lambda: None)

    def _was_opened(self, found: Opened | Exception) -> None:
        self._opening = False
        broken = self._shown is not None and isinstance(self._shown.kiosk, BrokenKiosk)
        if isinstance(found, Opened):
            self._ready = found
            if broken:
                self._ready = None
                self._show(found)
            else:
                self.look()
        elif broken:
            log.info("still broken: %s", found)  # said at length at the start
        else:
            log.warning("release %s does not open, the one before stays: %s", self._seen, found)

    def _show(self, opened: Opened) -> bool:
        """Make the kiosk of some content and put it on the screen; whether that went well."""
        content = opened.content
        try:
            if opened.name:
                self._source.begin(opened.name)
            speaker, state = self._speaker_for(content), self._options.state
            effects = effects_for(content, ThreadJobs(), speaker, now, self._icons, state)
            kiosk = Kiosk(content, effects, home_language(self._options.language, content.settings))
        except Exception:
            content.directory.close()
            log.exception("release %s could not be shown", opened.name or content.release.path)
            return False
        self._put(_Shown(kiosk, opened))
        return True

    def _put(self, shown: _Shown) -> None:
        """Show it over what is there; that goes once the new one is drawn."""
        self._before, self._shown = self._shown, shown
        self._stands.stop()
        self._drawn.start(DRAWN_SECONDS)
        # Not from within the signal of a window that is being drawn: another one is destroyed there.
        shown.kiosk.shell.settled(lambda: self._drawn.start(AT_ONCE_SECONDS))
        shown.kiosk.shell.show(self._options.size, windowed=self._options.windowed)
        self._prepares.start(PREPARE_SECONDS)
        self._looks.start(self._options.look_seconds if shown.opened else self._options.try_again_seconds)

    def _prepare(self) -> None:
        if isinstance(self.kiosk, Kiosk):
            self.kiosk.prepare()

    def _was_drawn(self) -> None:
        self._drop_before()
        if self.name:
            self._stands.start(self._options.stand_seconds)

    def _has_stood(self) -> None:
        self._source.stood(self.name)

    def _drop_before(self) -> None:
        if self._before is not None:
            before, self._before = self._before, None
            self._take_down(before)
            self._collector.again()

    def _take_down(self, shown: _Shown) -> None:
        shown.kiosk.close()
        if shown.opened is not None:
            shown.opened.content.directory.close()
            if shown.opened.name:
                self._source.stood(shown.opened.name)
