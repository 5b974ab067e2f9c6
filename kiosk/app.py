"""The composition root: where everything real is made and put together."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk import house
from kiosk.directory.helper import helper_place
from kiosk.directory.ladder import Visit, helper
from kiosk.directory.models import Answer, Ask, Query, Result
from kiosk.directory.search import search
from kiosk.errors import KioskError, UsageError
from kiosk.guide.content import Content, open_content
from kiosk.release import site_files
from kiosk.settings import Settings, load_settings
from kiosk.speech.utterance import Lit, Utterance
from kiosk.ui.garbage import Collector
from kiosk.ui.icons import load_icons
from kiosk.ui.jobs import Jobs, ManualJobs, ThreadJobs
from kiosk.ui.kiosk import BrokenKiosk, Effects, Kiosk
from kiosk.ui.voice import MakeSpeaker, Speaks
from kiosk.ui.window import application, later, wait_until

if TYPE_CHECKING:
    from kiosk.ui.tour import Stop

log = logging.getLogger(__name__)

PREPARE_SECONDS = 1.5
"""After the home screen stands there, the voice gets ready: the first word is to come as soon as the next ones."""
TRY_AGAIN_SECONDS = 60
"""How long a broken kiosk waits before it looks for good content again."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """`site` is None for the release's own; `find_release` may build the demonstration; `size` is (width, height) in
    pixels or None for the whole screen."""

    site: Path | None
    find_release: Callable[[], Path]
    language: str = ""
    windowed: bool = False
    size: tuple[int, int] | None = None
    try_again_seconds: float = TRY_AGAIN_SECONDS


def run(options: RunOptions) -> int:
    """Show the kiosk until its window is closed. Broken content shows the number to call, and is tried again."""
    application()
    icons = own_icons()
    collector = Collector(PREPARE_SECONDS)
    while True:
        kiosk = _open(options, icons)
        kiosk.shell.show(options.size, windowed=options.windowed)
        if isinstance(kiosk, Kiosk):
            later(PREPARE_SECONDS, kiosk.prepare)
        every = options.try_again_seconds if isinstance(kiosk, BrokenKiosk) else 0
        mended = wait_until(lambda: _is_good(options), every)
        kiosk.close()
        if not mended:
            collector.close()
            return 0


def effects_for(
    content: Content,
    jobs: Jobs,
    make_speaker: MakeSpeaker,
    clock: Callable[[], dt.datetime],
    icons: dict[str, str],
) -> Effects:
    """The real search, helper, speaker and clock behind a kiosk's screens."""
    settings, directory = content.settings, content.directory
    here, zone = helper_place(settings), ZoneInfo(settings.timezone)

    def ask_directory(ask: Ask, language: str) -> Answer:
        return search(
            directory,
            ask,
            position=settings.position,
            territory=settings.territory,
            language=language,
            at=clock().astimezone(zone),
            helper=here,
            booking_hosts=settings.booking_hosts,
        )

    def helper_now(at: dt.datetime, language: str) -> Result:
        visit = Visit(
            settings.position, settings.territory, language, at.astimezone(zone), here, settings.booking_hosts
        )
        return helper(directory, Ask(Query()), visit, ())[0]

    return Effects(ask_directory, helper_now, make_speaker, jobs, icons, clock)


def real_speaker(content: Content) -> MakeSpeaker:
    """Makes the speaker of this terminal: clips of its release, voices in child processes, sound through the card."""
    speech = content.settings.speech

    def make(on_lit: Callable[[Lit | None], None], on_unavailable: Callable[[str], None]) -> Speaks:
        from kiosk.speech.library import ClipLibrary
        from kiosk.speech.live import LiveVoices
        from kiosk.speech.player import SoundPlayer
        from kiosk.speech.speaker import Speaker
        from kiosk.speech.stretch import stretch
        from kiosk.speech.tiers import Tiers

        live = LiveVoices(speech.voices, speech.words_per_minute)
        voice = Tiers(ClipLibrary(content.release.path), live, stretch)
        return Speaker(voice, SoundPlayer(), on_lit, on_unavailable)

    return make


def own_icons() -> dict[str, str]:
    """The pictograms of the controls, as path data by name."""
    return load_icons(house.assets() / "pictograms")


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _open(options: RunOptions, icons: dict[str, str]) -> Kiosk | BrokenKiosk:
    try:
        content = _content(options)
        language = _home_language(options.language, content.settings)
        return Kiosk(content, effects_for(content, ThreadJobs(), real_speaker(content), now, icons), language)
    except KioskError as error:
        print(f"kiosk: {error}", file=sys.stderr)
    except Exception:  # a visitor gets a number to call, whatever it was
        log.exception("the kiosk could not be opened")
    return BrokenKiosk(_whom_to_call(options), icons)


def _content(options: RunOptions) -> Content:
    """What the kiosk shows, in a language it can show. Raises the errors of bad content, and UsageError."""
    content = open_content(load_settings(options.site) if options.site else None, options.find_release())
    try:
        _home_language(options.language, content.settings)
    except UsageError:
        content.directory.close()
        raise
    return content


def _whom_to_call(options: RunOptions) -> Settings | None:
    """The settings of a site whose content cannot be opened, for its number: its own file's, else the release's."""
    with contextlib.suppress(Exception):  # something is broken already: nothing here may make it worse
        for path in [options.site] if options.site else site_files(options.find_release()):
            with contextlib.suppress(KioskError):
                return load_settings(path)
    return None


def _home_language(asked: str, settings: Settings) -> str:
    if asked and asked not in settings.languages:
        raise UsageError(f"--lang {asked}: this site shows {', '.join(settings.languages)}. Choose one of them.")
    return asked or settings.languages[0]


def _is_good(options: RunOptions) -> bool:
    try:
        _content(options).directory.close()
    except Exception as error:  # said at length when the kiosk was opened
        log.info("still broken: %s", error)
        return False
    return True


@dataclass(frozen=True, slots=True)
class TourOptions:
    """`at` is the aware moment the tour happens at; `site` is None for the release's own; empty `languages` means all
    of the site's."""

    site: Path | None
    find_release: Callable[[], Path]
    out: Path
    sizes: list[tuple[int, int]]
    at: dt.datetime
    languages: tuple[str, ...] = ()
    path: str = ""
    look: dict[str, str] = field(default_factory=dict)


def tour(options: TourOptions) -> list[Stop]:
    """Walk a visit offscreen and leave its pictures. Raises the errors of bad content: nobody is watching."""
    from kiosk.ui.tour import chosen_path, picture  # the kiosk itself starts without it

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    content = open_content(load_settings(options.site) if options.site else None, options.find_release())
    settings = replace(content.settings, screen=replace(content.settings.screen, motion=False, **options.look))
    content = replace(content, settings=settings)
    for code in options.languages:
        _home_language(code, settings)
    jobs = ManualJobs()
    effects = effects_for(content, jobs, silent_speaker, lambda: options.at, own_icons())
    path = chosen_path(content.guide, options.path, lambda path: len(effects.search(path.ask, "fr").results))
    application()
    kiosk = Kiosk(content, effects)
    try:
        kiosk.shell.show(options.sizes[0], windowed=True)
        return picture(kiosk, jobs, path, options.languages or settings.languages, options.sizes, options.out)
    finally:
        kiosk.close()


class _Silence:
    def say(self, utterance: Utterance) -> None: ...
    def stop(self) -> None: ...
    def tune(self, speed: float, gain: float) -> None: ...
    def prepare(self, language: str) -> None: ...
    def forget(self, language: str) -> None: ...
    def close(self) -> None: ...


def silent_speaker(on_lit: Callable[[Lit | None], None], on_unavailable: Callable[[str], None]) -> Speaks:
    """A speaker for pictures, which make no sound."""
    return _Silence()
