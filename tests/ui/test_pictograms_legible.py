"""Pictograms at 20 mm, in two colours: strokes one can see, contrast, and no two alike on one screen."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk import house
from kiosk.guide.load import load_guide
from kiosk.guide.tree import Guide
from kiosk.i18n.catalogue import french_only
from kiosk.publish.pictures import lucide, pictogram_names
from kiosk.settings import load_settings
from kiosk.ui.fit import SIZES, Stage, questions
from kiosk.ui.window import QML, application, turn

COIN_MM = 20.0
STROKE_MM = 0.9
"""Seen from 600 mm it takes 5′ of arc: the stroke of the smallest letter that 2/10 of sight can read."""
CONTRAST = 3.0
"""WCAG 2.2, 1.4.11: graphical objects."""
ALIKE = 0.15
"""Pictograms whose ink differs by less than this share look alike: a shield and the same with a tick are 0.08 apart."""
GRID = 24
COLUMNS = 12

SHEET = b"""
import QtQuick
import Kiosk.Controls
import Kiosk.Style
Window {
    id: sheet
    required property var paths
    required property real diagonal
    required property real coin
    required property string contrast
    width: 12 * side
    height: Math.ceil(paths.length / 12) * side
    readonly property int side: Math.ceil(coin * plain.pxPerMm) + 6
    property color accent: plain.accent
    property color ground: plain.coin
    visible: true
    color: plain.surface
    Theme { id: plain; panelWidth: 1080; panelHeight: 1920; diagonalInches: sheet.diagonal; contrast: sheet.contrast }
    Repeater {
        model: sheet.paths
        Pictogram {
            required property string modelData
            required property int index
            x: index % 12 * sheet.side
            y: Math.floor(index / 12) * sheet.side
            width: sheet.coin * plain.pxPerMm
            height: width
            theme: plain
            picture: modelData
            coin: true
        }
    }
}
"""
LINE = "M4 12h16"
"""A level line across the middle, to measure a stroke on."""


class Sheet:
    """Pictograms drawn by the screens' own QML, each on a coin of 20 mm of the demonstration's screen."""

    def __init__(self, names: list[str], contrast: str) -> None:
        application()
        self.diagonal = load_settings(house.demonstration_site()).screen.diagonal_inches
        engine = QQmlApplicationEngine()
        engine.addImportPath(str(QML))
        paths = [LINE, *(lucide(names)[name] for name in names)]
        properties = {"paths": paths, "diagonal": self.diagonal, "coin": COIN_MM, "contrast": contrast}
        engine.setInitialProperties(properties)
        engine.loadData(QByteArray(SHEET))
        window = engine.rootObjects()[0]
        assert isinstance(window, QQuickWindow)
        turn()
        picture, side = window.grabWindow(), int(window.property("side"))
        self.accent, self.ground = QColor(window.property("accent")), QColor(window.property("ground"))
        self.px_per_mm = (side - 6) / COIN_MM
        shiboken6.delete(engine)
        drawn = [picture.copy(n % COLUMNS * side, n // COLUMNS * side, side - 6, side - 6) for n in range(len(paths))]
        self.line, self.drawn = drawn[0], dict(zip(names, drawn[1:], strict=True))


def guide() -> Guide:
    return load_guide(house.content() / "guide")


@pytest.fixture(scope="module", params=["normal", "high"])
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return Sheet(pictogram_names(guide()), request.param)


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink(picture: QImage, ground: QColor) -> list[float]:
    """How much of each cell of a coarse grid is ink: what is left when one sees badly. The coin's rim is left out."""
    side = picture.width()
    inner = picture.copy(side // 6, side // 6, side - 2 * (side // 6), side - 2 * (side // 6))
    coarse = inner.scaled(GRID, GRID, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return [abs(coarse.pixelColor(x, y).lightnessF() - ground.lightnessF()) for y in range(GRID) for x in range(GRID)]


def apart(one: list[float], other: list[float]) -> float:
    """The share of their ink that two pictograms do not have in common: 0 the same, 1 nothing in common."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / (sum(one) + sum(other))


def test_a_stroke_can_be_seen(sheet: Sheet) -> None:
    """On a coin of 20 mm a stroke is at least 0.9 mm thick on the glass."""
    middle = sheet.line.width() // 2
    shades = [sheet.line.pixelColor(middle, y).lightnessF() for y in range(sheet.line.height() // 4, middle * 3 // 2)]
    full = sheet.accent.lightnessF() - sheet.ground.lightnessF()
    thick = sum((shade - sheet.ground.lightnessF()) / full for shade in shades)
    assert thick / sheet.px_per_mm >= STROKE_MM


def test_every_pictogram_stands_out(sheet: Sheet) -> None:
    """Two colours, at 3:1 at least, and each pictogram really draws with the darker one."""
    assert contrast(sheet.accent, sheet.ground) >= CONTRAST
    faint = []
    for name, picture in sheet.drawn.items():
        middle = range(picture.width() // 4, picture.width() * 3 // 4)
        best = max(contrast(picture.pixelColor(x, y), sheet.ground) for x in middle for y in middle)
        if best < CONTRAST:
            faint.append(name)
    assert faint == []


def test_no_two_pictograms_of_a_screen_look_alike(sheet: Sheet) -> None:
    """Of all tiles that stand side by side, none could be taken for another; the closest pairs are printed."""
    tree = guide()
    screens = {"": [need.pictogram for need in tree.needs]}
    for need in tree.needs:
        screens[need.id] = [situation.pictogram for situation in need.situations]
        for situation in need.situations:
            screens[f"{need.id}/{situation.id}"] = [way.pictogram for way in situation.ways]
    drawn = {name: ink(picture, sheet.ground) for name, picture in sheet.drawn.items()}
    pairs = sorted(
        (round(apart(drawn[one], drawn[other]), 3), one, other, screen)
        for screen, names in screens.items()
        for one, other in itertools.combinations(names, 2)
    )
    print(*pairs[:10], sep="\n")
    assert [pair for pair in pairs if pair[0] < ALIKE] == []


@pytest.mark.parametrize(
    ("one", "other"), [("shield", "shield-check"), ("calendar-days", "calendar-x"), ("file-text", "file-x")]
)
def test_the_measure_finds_what_looks_alike(one: str, other: str) -> None:
    """Pictograms that differ by a detail are alike; a house and a heart are not."""
    small = Sheet([one, other, "house", "heart"], "normal")
    drawn = {name: ink(picture, small.ground) for name, picture in small.drawn.items()}
    assert apart(drawn[one], drawn[other]) < ALIKE < apart(drawn["house"], drawn["heart"])
    assert apart(drawn[one], drawn[one]) == 0


@pytest.mark.parametrize("text_size", ["normal", "largest"])
def test_pictograms_keep_their_size_on_the_screens(text_size: str) -> None:
    """Both ways up, the pictogram of every tile of the guide stands on a coin of at least 20 mm."""
    settings = load_settings(house.demonstration_site())
    settings = replace(settings, screen=replace(settings.screen, text_size=text_size, motion=False))
    tree, small = guide(), []
    stage = Stage(tree, settings)
    try:
        for width, height in SIZES.values():
            stage.kiosk.show((width, height), windowed=True)
            turn()
            px_per_mm = (width**2 + height**2) ** 0.5 / (settings.screen.diagonal_inches * 25.4)
            for need, situation in (("", ""), *questions(tree)):
                stage.ask(need, situation, french_only()["fr"])
                coins = [item.width() for item in stage.laid_out("Pictogram") if item.property("coin")]
                assert coins
                if min(coins) / px_per_mm < COIN_MM:
                    small.append((width, f"{need}/{situation}", round(min(coins) / px_per_mm, 1)))
    finally:
        stage.kiosk.close()
    assert small == []


def test_no_drawing_that_may_not_be_sold_is_here(repository: Path) -> None:
    """The drawings of the house are its own: none comes from a family whose licence is non-commercial."""
    own = [path.read_text(encoding="utf-8") for path in (repository / "assets").rglob("*.svg")]
    assert own
    assert [text for text in own if "arasaac" in text.lower()] == []
