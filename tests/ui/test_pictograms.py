"""Every pictogram on the screen looks like the drawing it comes from."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import shiboken6
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtSvg import QSvgRenderer

from kiosk import house
from kiosk.guide.load import load_guide
from kiosk.guide.pictogram import path_of
from kiosk.publish.pictures import pictogram_names
from kiosk.ui.window import QML, application, turn

SIDE = 48
COLUMNS = 12
SAME = 0.03
"""Share of the picture's ink that two renderers may draw differently along the edges."""

SHEET = b"""
import QtQuick
import Kiosk.Controls
import Kiosk.Style
Window {
    id: sheet
    required property var paths
    width: 12 * 48
    height: Math.ceil(paths.length / 12) * 48
    visible: true
    color: "#ffffff"
    Theme { id: plain; panelWidth: 1080; panelHeight: 1920; diagonalInches: 32 }
    Grid {
        columns: 12
        Repeater {
            model: sheet.paths
            Pictogram {
                required property string modelData
                width: 48
                height: 48
                theme: plain
                color: "#000000"
                picture: modelData
            }
        }
    }
}
"""


def drawings() -> dict[str, str]:
    """SVG text of every pictogram of the guide and of the controls, by name."""
    own = {f"own {p.stem}": p.read_text(encoding="utf-8") for p in (house.assets() / "pictograms").glob("*.svg")}
    names = pictogram_names(load_guide(house.content() / "guide"))
    database = Path(str(files("lucide"))) / "data" / "lucide-icons.db"
    with closing(sqlite3.connect(database)) as icons:
        rows = {name: icons.execute("SELECT svg FROM icons WHERE name = ?", (name,)).fetchone()[0] for name in names}
    return own | rows


def drawn_by_qt(svg: str) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.replace("currentColor", "#000000").encode())).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def difference(one: QImage, other: QImage) -> float:
    """Mean difference of two pictures, 0 to 1."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(abs(a - b) for a, b in pairs) / (255 * SIDE * SIDE)


def test_each_pictogram_is_drawn_as_it_was_designed() -> None:
    """Path data on the screen and the SVG drawn by Qt's own renderer show the same picture."""
    application()
    svgs = drawings()
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(QML))
    engine.setInitialProperties({"paths": [path_of(svg, name) for name, svg in svgs.items()]})
    engine.loadData(QByteArray(SHEET))
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    turn()
    sheet = window.grabWindow().convertToFormat(QImage.Format.Format_Grayscale8)
    shiboken6.delete(engine)
    wrong = {}
    for number, (name, svg) in enumerate(svgs.items()):
        cell = sheet.copy(number % COLUMNS * SIDE, number // COLUMNS * SIDE, SIDE, SIDE)
        assert QColor(cell.pixel(0, 0)).value() == 255
        apart = difference(cell, drawn_by_qt(svg))
        if apart > SAME:
            wrong[name] = round(apart, 3)
    assert wrong == {}
