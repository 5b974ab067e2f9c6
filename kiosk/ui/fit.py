"""Whether every label fits its place, on the real screens, laid out offscreen one after the other.

`python -m kiosk.ui.fit FOLDER [portrait|paysage]` does it in a process of its own, for whoever must not load Qt: the
folder holds `guide.json`, `site.toml` and one compiled `<code>.mo` per language; misfits are written as JSON.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from kiosk import house
from kiosk.flow import Screen, fresh_session
from kiosk.guide.load import guide_from_json
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import Catalogue, Words, french_only, load_catalogue
from kiosk.settings import Settings, parse_settings
from kiosk.ui.icons import load_icons
from kiosk.ui.look import derive_look
from kiosk.ui.measure import ink_width, kind, over, visible
from kiosk.ui.screens import Nothing
from kiosk.ui.slip_preview import PreviewProps
from kiosk.ui.view import View
from kiosk.ui.viewmodels.dated import derive_dated
from kiosk.ui.viewmodels.frame import derive_frame
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.question import derive_question
from kiosk.ui.voice import VoiceProps
from kiosk.ui.window import KioskWindow, application, turn

SIZES = {"portrait": (1080, 1920), "paysage": (1920, 1080)}
"""Both ways up, in pixels; what fits depends on the shape of the picture, little on how fine it is."""
LARGEST = "largest"
SLACK = 1.5
"""Pixels: rounding of layouts, and letters that lean out of their box."""
SMALLEST = 0.68
"""Least share of body text that the letters of the fixed buttons may be drawn at: that of the second text size."""
BAR = "bar"
BUILT = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)
"""A day with a long name."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A label that is larger than its place. `screen` is the `need/situation` whose question is asked, empty for the
    first, or `bar` for the fixed buttons; `fits` once the letters give way; `over` says by how much, in pixels of a
    picture of that `size`."""

    language: str
    screen: str
    label: str
    size: tuple[int, int]
    fits: bool
    over: int


def misfits(
    guide: Guide,
    catalogue: Catalogue,
    settings: Settings,
    text_size: str = LARGEST,
    sizes: Iterable[tuple[int, int]] = tuple(SIZES.values()),
) -> Iterator[Misfit]:
    """Everything that does not fit on the question screens, in every language of the catalogue, both ways up."""
    settings = replace(settings, screen=replace(settings.screen, text_size=text_size, motion=False))
    stage = Stage(guide, settings)
    try:
        for size in sizes:
            stage.kiosk.show(size, windowed=True)
            for code in catalogue.codes:
                stage.ask("", "", catalogue[code])
                application().processEvents()
                yield from (Misfit(code, BAR, *found[:1], size, *found[1:]) for found in stage.buttons())
                for need, situation in (("", ""), *questions(guide)):
                    stage.ask(need, situation, catalogue[code])
                    name = f"{need}/{situation}".strip("/")
                    yield from (Misfit(code, name, *found[:1], size, *found[1:]) for found in stage.tiles())
    finally:
        stage.kiosk.close()


def questions(guide: Guide) -> Iterator[tuple[str, str]]:
    """(need, situation) of every question but the first; the situation is empty for the second."""
    for need in guide.needs:
        yield need.id, ""
        for situation in need.situations:
            yield need.id, situation.id


class Stage:
    """The window of a kiosk that only asks questions: no directory, no voice, no pictures on the tiles."""

    def __init__(self, guide: Guide, settings: Settings) -> None:
        application()
        self._guide, self._settings = guide, settings
        # The home screen has least room for its tiles when it warns that all of it is old.
        self._stale = Moment(BUILT + dt.timedelta(days=settings.stale_after_days + 1), settings, BUILT)
        names = (*(name.value for name in Screen), "frame")
        self._views = {name: View(Nothing()) for name in names}
        self._views |= {
            "voice": View(VoiceProps()),
            "look": View(derive_look(settings)),
            "preview": View(PreviewProps()),
        }
        self.ask("", "", french_only()["fr"])
        maps = {name: view.map for name, view in self._views.items()}
        icons = load_icons(house.assets() / "pictograms")
        self.kiosk = KioskWindow({**maps, "icons": icons, "navigator": None}, lambda: None)

    def ask(self, need: str, situation: str, t: Words) -> None:
        session = replace(fresh_session(t.language.code), need=need, situation=situation)
        self._views["frame"].show(derive_frame(session, self._settings, self._settings.demonstration, t))
        self._views["question"].show(derive_question(session, self._guide, {}, t, derive_dated(self._stale, t)))
        turn()

    def tiles(self) -> Iterator[tuple[str, bool, int]]:
        """Each tile that is too small: its label, whether it fits all the same, and how many pixels are wanting."""
        for tile in self.laid_out("Tile"):
            beyond, crowding = over(tile), float(tile.property("crowding"))
            if beyond > SLACK or crowding > 0:
                yield tile.property("label"), beyond <= SLACK, math.ceil(max(beyond, crowding))

    def buttons(self) -> Iterator[tuple[str, bool, int]]:
        """The same of the fixed buttons, whose letters all shrink with the widest word: only that one is told."""
        found = self.laid_out("BarButton")
        for button in found:
            if (beyond := over(button)) > SLACK:
                yield button.property("text"), False, math.ceil(beyond)
        widest = max(found, key=ink_width)
        body, _undefined = QQmlExpression(qmlContext(widest), widest, "theme.body").evaluate()
        if (wanting := body * SMALLEST - widest.property("size")) > 0:
            yield widest.property("text"), True, math.ceil(wanting)

    def laid_out(self, name: str) -> list[QQuickItem]:
        """Every visible item of a QML type, in its place."""
        self.kiosk.window.grabWindow()  # a grabbed frame is one whose layouts have come to rest
        return [item for item in visible(self.kiosk.window.contentItem()) if kind(item) == name]


def main(folder: Path, *ways_up: str) -> int:
    """Read the folder, write what does not fit as a JSON list. Raises the errors of bad content."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    settings = parse_settings((folder / "site.toml").read_text(encoding="utf-8"))
    guide = guide_from_json(json.loads((folder / "guide.json").read_text(encoding="utf-8")))
    catalogue = load_catalogue(folder, ("fr", *sorted(path.stem for path in folder.glob("*.mo"))))
    found = misfits(guide, catalogue, settings, sizes=[SIZES[way] for way in ways_up or SIZES])
    print(json.dumps([asdict(misfit) for misfit in found]))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
