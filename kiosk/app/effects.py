"""What a kiosk needs of the world, made of real parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk import house
from kiosk.app.appointments import own_appointments
from kiosk.app.closed_links import ClosedLinks
from kiosk.directory.models import Answer, Ask, Query, Result
from kiosk.guide.content import Content
from kiosk.release.clock import ClockWatch
from kiosk.speech.utterance import Lit, Utterance
from kiosk.ui.icons import load_icons
from kiosk.ui.jobs import Jobs
from kiosk.ui.kiosk import Effects
from kiosk.ui.printing import MakeDesk, Prints
from kiosk.ui.voice import MakeSpeaker, Speaks


def effects_for(
    content: Content,
    jobs: Jobs,
    make_speaker: MakeSpeaker,
    clock: Callable[[], dt.datetime],
    icons: dict[str, str],
    state: Path | None = None,
) -> Effects:
    """The real search, helper, speaker and clock behind a kiosk's screens. A clock that is wrong, seen from the day
    the release was made, decides nothing about doors. `state` is the folder of synced releases, beside which the
    lists of open appointments are."""
    settings, directory = content.settings, content.directory
    zone = ZoneInfo(settings.timezone)
    watch, closed = ClockWatch(content.release.manifest.built), ClosedLinks(state, clock)
    watch.doubt(clock())  # told as soon as the screen starts, and not by the first visitor

    def ask_directory(ask: Ask, language: str) -> Answer:
        from kiosk.guide.answers import answer_to  # away from the start

        at = clock()
        return answer_to(content, ask, language, at, trusted=not watch.doubt(at), is_closed=closed.is_closed)

    def helper_now(at: dt.datetime, language: str) -> Result:
        from kiosk.directory.helper import helper_place
        from kiosk.directory.ladder import Visit, helper

        visit = Visit(
            settings.position,
            settings.territory,
            language,
            at.astimezone(zone),
            helper_place(settings),
            settings.booking_hosts,
            trusted=not watch.doubt(at),
        )
        return helper(directory, Ask(Query()), visit, ())[0]

    return Effects(
        ask_directory,
        helper_now,
        make_speaker,
        jobs,
        icons,
        clock,
        make_desk=real_desk(content, clock),
        appointments=own_appointments(settings, clock, watch.doubt),
        is_closed=closed.is_closed,
    )


def real_desk(content: Content, clock: Callable[[], dt.datetime]) -> MakeDesk:
    """Makes the desk of this site's printers, which counts the slips of a day. What prints is read only then, away from
    the start."""
    settings, zone = content.settings, ZoneInfo(content.settings.timezone)

    def make() -> Prints:
        from kiosk.paper.printers.desk import PrintDesk
        from kiosk.paper.printers.making import printers
        from kiosk.stats.counters import FILE_NAME, SLIPS, Counters

        printing = settings.printing
        counters = Counters(house.state() / FILE_NAME, lambda: clock().astimezone(zone).date())
        return PrintDesk(
            printers(settings),
            counted=lambda: counters.count(SLIPS),
            per_visit=printing.slips_per_visit,
            deadline_s=printing.deadline_seconds,
        )

    return make


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
