"""A whole kiosk for tests: real content, real screens, and fakes for time, jobs and sound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk import house
from kiosk.app import effects_for, own_icons
from kiosk.guide.content import Content, open_content
from kiosk.settings import load_settings
from kiosk.speech.utterance import Lit, Utterance
from kiosk.ui.appointments import Appointments
from kiosk.ui.jobs import ManualJobs
from kiosk.ui.kiosk import Kiosk
from kiosk.ui.navigator import Search
from kiosk.ui.printing import Prints
from kiosk.ui.voice import MakeSpeaker, Speaks
from kiosk.ui.window import application, turn
from tests.support.print_desk import printing_site

FRIDAY = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
"""Friday 20 November 2026, ten in the morning in France."""

WEEK = dt.timedelta(days=7)

SPOKEN = load_settings(house.demonstration_site()).languages
"""The languages of the demonstration, in the order of their buttons."""


@dataclass
class FakeSpeaker:
    """Remembers what it was asked to say; `on_lit` and `on_unavailable` are for tests to call."""

    said: list[Utterance] = field(default_factory=list)
    stopped: int = 0
    prepared: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    tuned: list[tuple[float, float]] = field(default_factory=list)
    on_lit: Callable[[Lit | None], None] = print
    on_unavailable: Callable[[str], None] = print

    def make(self, on_lit: Callable[[Lit | None], None], on_unavailable: Callable[[str], None]) -> Speaks:
        self.on_lit, self.on_unavailable = on_lit, on_unavailable
        return self

    def say(self, utterance: Utterance) -> None:
        self.said.append(utterance)

    def stop(self) -> None:
        self.stopped += 1

    def prepare(self, language: str) -> None:
        self.prepared.append(language)

    def forget(self, language: str) -> None:
        self.forgotten.append(language)

    def tune(self, speed: float, gain: float) -> None:
        self.tuned.append((speed, gain))

    def close(self) -> None: ...


@dataclass
class Clock:
    """Seconds that move when a test says so."""

    seconds: float = 0.0

    def __call__(self) -> float:
        self.seconds += 1.0
        return self.seconds


@dataclass
class Stage:
    """A kiosk on its stage, with everything a test holds in hand."""

    kiosk: Kiosk
    content: Content
    jobs: ManualJobs
    speaker: FakeSpeaker
    clock: Clock
    search: Search
    appointments: Appointments | None = None


def demonstration_content(
    release: Path, speech: bool = True, languages: tuple[str, ...] = SPOKEN, **look: str
) -> Content:
    settings = load_settings(house.demonstration_site())
    settings = replace(settings, languages=languages, speech=replace(settings.speech, enabled=speech))
    return open_content(replace(settings, screen=replace(settings.screen, motion=False, **look)), release)


def built_on(content: Content, built: dt.datetime) -> Content:
    """The same content, in a release that was made at another moment."""
    release = content.release
    return replace(content, release=replace(release, manifest=replace(release.manifest, built=built)))


@contextmanager
def stage(
    release: Path,
    size: tuple[int, int] = (1080, 1920),
    *,
    speech: bool = True,
    languages: tuple[str, ...] = SPOKEN,
    at: dt.datetime = FRIDAY,
    built: dt.datetime | None = None,
    change: Callable[[Content], Content] = lambda content: content,
    speaker: MakeSpeaker | None = None,
    desk: Prints | None = None,
    paper: str = "80mm",
    appointments: Appointments | None = None,
    **look: str,
) -> Iterator[Stage]:
    """A kiosk on the demonstration, shown offscreen, closed at the end. `look` overrides the site's screen, `change`
    gives another content in its place, `speaker` a real speaker in place of the fake one. With a `desk`, the site has a
    printer for `paper`; with `appointments`, they can be asked for. The release was `built` the week before, unless one
    says when."""
    application()
    content = change(built_on(demonstration_content(release, speech, languages, **look), built or at - WEEK))
    content = printing_site(paper)(content) if desk else content
    jobs, fake, clock = ManualJobs(), FakeSpeaker(), Clock()
    effects = replace(effects_for(content, jobs, speaker or fake.make, lambda: at, own_icons()), monotonic=clock)
    effects = replace(effects, make_desk=(lambda: desk) if desk else effects.make_desk, appointments=appointments)
    kiosk = Kiosk(content, effects)
    kiosk.shell.show(size, windowed=True)
    turn()
    try:
        yield Stage(kiosk, content, jobs, fake, clock, effects.search, appointments)
    finally:
        kiosk.close()
        content.directory.close()
