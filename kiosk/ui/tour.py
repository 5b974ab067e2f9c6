"""A whole visit, walked without a visitor, with a picture of every screen on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.errors import ScreenError, UsageError
from kiosk.flow import Screen, wishes
from kiosk.flow import events as ev
from kiosk.guide.tree import Guide
from kiosk.guide.tree import Path as GuidePath
from kiosk.ui.jobs import ManualJobs
from kiosk.ui.kiosk import Kiosk
from kiosk.ui.window import turn


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture of the tour. `lines` are the words on the screen, in the order they are read."""

    file: str
    screen: str
    language: str
    size: tuple[int, int]
    step: str
    lines: tuple[str, ...]


def walk(kiosk: Kiosk, jobs: ManualJobs, path: GuidePath, language: str) -> Iterator[str]:
    """Go through every screen in `language`, yielding the name of each once it is shown."""
    go = kiosk.navigator.happen
    go(ev.StartedAgain())
    go(ev.LanguageChosen(language))
    yield "home"
    go(ev.TileChosen(path.need.id))
    yield "situations"
    go(ev.TileChosen(path.situation.id))
    yield "ways"
    go(ev.TileChosen(path.way.id))
    jobs.drain()
    yield "results"
    if kiosk.navigator.session.pages > 1:
        go(ev.PageTurned(1))
        yield "more-results"
        go(ev.PageTurned(-1))
    go(ev.PlaceChosen(kiosk.navigator.session.shown[0].place.id))
    yield "place"
    if kiosk.screens.views[Screen.PLACE].map.value("other")["text"]:
        go(ev.CodeChosen(1))
        yield "other-code"
    if kiosk.navigator.session.printer:
        go(ev.SlipAsked())
        jobs.drain()
        yield "paper"
    go(ev.HelpAsked())
    jobs.drain()
    yield "help"
    if kiosk.navigator.session.wish.slots:
        yield from _appointment(kiosk, jobs)
    go(ev.LanguagesAsked())
    yield "languages"
    go(ev.SpeechAsked())
    yield "speech"
    go(ev.WentBack())
    go(ev.Warned())
    yield "still-there"
    go(ev.Stayed())
    go(ev.Broke())
    yield "broken"
    go(ev.StartedAgain())


def _appointment(kiosk: Kiosk, jobs: ManualJobs) -> Iterator[str]:
    """From the half-hours to the number, with a first name on the way."""
    go = kiosk.navigator.happen
    go(wishes.AppointmentAsked())
    yield "half-hours"
    go(wishes.SlotChosen(kiosk.navigator.session.wish.slots[0]))
    yield "contact"
    for what, typed in (("phone", ""), ("name", "Camille")):
        go(wishes.ContactChosen(what))
        for sign in typed:
            go(wishes.SignTyped(sign))
        yield f"{what}-typed"
        go(wishes.TypingDone())
    go(wishes.ContactChosen(""))
    yield "request"
    go(wishes.WishSent())
    jobs.drain()
    yield "number"
    if kiosk.navigator.session.printer:
        go(ev.SlipAsked())
        jobs.drain()
        yield "number-paper"
        go(ev.WentBack())


def picture(
    kiosk: Kiosk, jobs: ManualJobs, path: GuidePath, languages: tuple[str, ...], sizes: list[tuple[int, int]], out: Path
) -> list[Stop]:
    """Leave numbered PNGs and `tour.json` in `out`. Raises ScreenError when a picture cannot be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScreenError(
            f"{out}: the pictures cannot be written there ({error.strerror}). Choose another --out."
        ) from error
    stops: list[Stop] = []
    for width, height in sizes:
        kiosk.shell.window.resize(width, height)
        for language in languages:
            for step in walk(kiosk, jobs, path, language):
                name = f"{len(stops) + 1:03}-{language}-{width}x{height}-{step}.png"
                _grab(kiosk, out / name)
                lines = tuple(line.text for line in kiosk.screens.spoken)
                screen = kiosk.navigator.session.screen.value
                stops.append(Stop(name, screen, language, (width, height), step, lines))
    text = json.dumps({"path": path.id, "stops": [asdict(stop) for stop in stops]}, ensure_ascii=False, indent=1)
    (out / "tour.json").write_text(text + "\n", encoding="utf-8")
    return stops


def chosen_path(guide: Guide, asked: str, full: Callable[[GuidePath], int]) -> GuidePath:
    """The path asked for, or the first one with more than a page of results. Raises UsageError."""
    if asked:
        path = guide.path(asked)
        if path is None:
            raise UsageError(f"{asked}: the guide has no such path. `kiosk find --list` names them all.")
        return path
    paths = list(guide.paths())
    return next((path for path in paths if full(path) > 3), paths[0])


def _grab(kiosk: Kiosk, path: Path) -> None:
    turn()
    if not kiosk.shell.window.grabWindow().save(str(path)):
        raise ScreenError(f"{path}: this picture cannot be written. Choose another --out.")
