"""A visit walked offscreen at a chosen moment, and its pictures."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.app.effects import effects_for, own_icons, silent_speaker
from kiosk.app.sources import home_language
from kiosk.flow.wish import Outcome
from kiosk.guide.content import open_content
from kiosk.settings import load_settings
from kiosk.ui.jobs import ManualJobs
from kiosk.ui.kiosk import Kiosk
from kiosk.ui.window import application

if TYPE_CHECKING:
    from kiosk.paper.printers.printer import Progress
    from kiosk.paper.printers.sheet import Sheet
    from kiosk.ui.tour import Stop


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


class _NothingPrints:
    """Offers the first printer of the site, for the picture of its paper, and reaches none."""

    left = 0

    def __init__(self, printer: str) -> None:
        self._printer = printer

    def start(self) -> None: ...
    def end_session(self) -> None: ...
    def close(self) -> None: ...

    def look(self, offered: Callable[[str | None], None]) -> None:
        offered(self._printer)

    def print(self, printer: str, sheet: Sheet, told: Callable[[Progress], None]) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class _NothingIsAsked:
    """Half-hours of the next mornings and a number, without asking for any: a tour shows, and keeps nothing."""

    at: dt.datetime

    def slots(self) -> tuple[dt.datetime, ...]:
        first = self.at.replace(hour=9, minute=0, second=0, microsecond=0)
        return tuple(
            first + dt.timedelta(days=day, minutes=30 * half) for day in range(1, 5) for half in range(day * 2)
        )

    def request(self, slot: dt.datetime, *about: object) -> Outcome:
        return Outcome("A1-000", slot)


def tour(options: TourOptions) -> list[Stop]:
    """Walk a visit offscreen and leave its pictures. Raises the errors of bad content: nobody is watching."""
    from kiosk.ui.tour import chosen_path, picture  # the kiosk itself starts without it

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    content = open_content(load_settings(options.site) if options.site else None, options.find_release())
    settings = replace(content.settings, screen=replace(content.settings.screen, motion=False, **options.look))
    # A tour of a day before the release was made is no clock that is wrong.
    manifest = replace(content.release.manifest, built=min(content.release.manifest.built, options.at))
    content = replace(content, settings=settings, release=replace(content.release, manifest=manifest))
    for code in options.languages:
        home_language(code, settings)
    jobs = ManualJobs()
    effects = effects_for(content, jobs, silent_speaker, lambda: options.at, own_icons())
    offered = _NothingIsAsked(options.at.astimezone(ZoneInfo(settings.timezone))) if effects.appointments else None
    effects = replace(effects, appointments=offered)
    effects = replace(effects, make_desk=lambda: _NothingPrints(settings.printing.order[0]))
    path = chosen_path(content.guide, options.path, lambda path: len(effects.search(path.ask, "fr").results))
    application()
    kiosk = Kiosk(content, effects)
    try:
        kiosk.shell.show(options.sizes[0], windowed=True)
        return picture(kiosk, jobs, path, options.languages or settings.languages, options.sizes, options.out)
    finally:
        kiosk.close()
