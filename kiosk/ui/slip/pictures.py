"""Pictograms, boxes to tick, rules and QR codes: black on white, in whole dots where a scanner looks."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer

from kiosk.paper.codes import Code, drawn, module_dots
from kiosk.paper.qr import QUIET
from kiosk.ui.slip.strips import Strip

BLACK = QColor(0, 0, 0)
LEAST_MODULE = 4
"""Dots. Half a millimetre a module is what phones read from paper that is creased and badly lit."""


def picture(painter: QPainter, path: str, box: QRectF) -> None:
    """A pictogram: path data on a grid of 24, with the round stroke of 2 it has on the screens."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="none" stroke="#000" stroke-width="2" '
        f'stroke-linecap="round" stroke-linejoin="round" d="{path}"/></svg>'
    )
    QSvgRenderer(QByteArray(svg.encode())).render(painter, box)


def tick_box(painter: QPainter, box: QRectF) -> None:
    """An empty square."""
    painter.setPen(QPen(BLACK, max(2.0, box.width() / 12)))
    painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, box.width() / 8, box.width() / 8)


def rule(width: float, left: float, gap: float) -> list[Strip]:
    """A line across, with white around it; it goes with what follows."""

    def paint(painter: QPainter, x: float, y: float) -> None:
        painter.fillRect(QRectF(x + left, y + gap, width, 3), BLACK)

    return [Strip(2 * gap + 3, paint, keep=True, loose=True)]


def code_side(code: Code, widest: int) -> int:
    """How wide a code is with its quiet zone. Raises UsageError when it holds too much for any code."""
    return (len(drawn(code, paper=True)) + 2 * QUIET) * _module(code, widest)


def code_strip(code: Code, left: float, widest: int) -> Strip:
    """A QR code with its quiet zone; every module is the same whole number of dots."""
    modules, module = drawn(code, paper=True), _module(code, widest)

    def paint(painter: QPainter, x: float, y: float) -> None:
        smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for row, dark in enumerate(modules):
            for column, black in enumerate(dark):
                if black:
                    corner = (round(x + left) + (column + QUIET) * module, round(y) + (row + QUIET) * module)
                    painter.fillRect(*corner, module, module, BLACK)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)

    return Strip((len(modules) + 2 * QUIET) * module, paint)


def _module(code: Code, widest: int) -> int:
    return max(LEAST_MODULE, module_dots(drawn(code, paper=True), widest))
