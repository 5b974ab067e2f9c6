"""Where a word stands in a text that Qt Quick has laid out: QML's Text does not tell, so it is laid out again."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QObject, QRectF, Slot
from PySide6.QtGui import QFont, QTextLayout, QTextLine, QTextOption


def word_box(
    text: str,
    font: QFont,
    width: float,
    line_height: float,
    align: QtCore.Qt.AlignmentFlag,
    wraps: bool,
    start: int,
    end: int,
) -> QRectF:
    """The box of text[start:end], in pixels from the corner of the text; empty for a span that is not there.

    Offsets are Python's, in characters. A word that is broken over two lines has the box of its first part. Lines are
    `line_height` apart, as those of a Text with a fixed line height.
    """
    if not 0 <= start < end <= len(text):
        return QRectF()
    layout = QTextLayout(text, font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WordWrap if wraps else QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    begin, stop = _units(text[:start]), _units(text[:end])
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        first, last = line.textStart(), line.textStart() + line.textLength()
        if first <= begin < last:
            # Both sides of each letter: where directions meet, Qt gives the first one of a run no width.
            edges = (QTextLine.Edge.Leading, QTextLine.Edge.Trailing)
            sides = [_x(line.cursorToX(at, edge)) for at in range(begin, min(stop, last)) for edge in edges]
            layout.endLayout()
            return QRectF(min(sides), top, max(sides) - min(sides), line.height())
        top += line_height
    layout.endLayout()
    return QRectF()


class Ruler(QObject):
    """`word_box` for QML."""

    @Slot(str, QFont, float, float, int, bool, int, int, result=QRectF)
    def box(
        self, text: str, font: QFont, width: float, line_height: float, align: int, wraps: bool, start: int, end: int
    ) -> QRectF:
        return word_box(text, font, width, line_height, QtCore.Qt.AlignmentFlag(align), wraps, start, end)


def _units(text: str) -> int:
    """How many of Qt's characters, UTF-16 code units, a text takes."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def _x(told: object) -> float:
    """cursorToX gives the x, or with it the position it stands for."""
    return float(told[0] if isinstance(told, tuple) else told)  # type: ignore[arg-type]
