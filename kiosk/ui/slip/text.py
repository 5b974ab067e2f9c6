"""Words laid out in lines, in the direction of their language, on the side where the page begins."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6 import QtCore
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextLine, QTextOption

from kiosk.ui.slip.strips import Strip

LEADING = 1.24
"""Height of a line, of that of its letters: a little less than on the screens, for paper has an end."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where words may stand: `width` dots from `left`. With `right` they are flush with its right end."""

    left: float
    width: float
    right: bool = False

    def without(self, taken: float) -> Column:
        """What is left when `taken` dots are, at the side where it begins."""
        return Column(self.left + (0 if self.right else taken), self.width - taken, self.right)

    def parts(self, first: float, gap: float) -> tuple[Column, Column]:
        """Two columns: one `first` dots wide that stands where this one begins, and the rest."""
        rest = self.width - first - gap
        if self.right:
            return Column(self.left + rest + gap, first, True), Column(self.left, rest, True)
        return Column(self.left, first), Column(self.left + first + gap, rest)

    @property
    def end(self) -> Column:
        """The same, where words are flush with the other end."""
        return Column(self.left, self.width, not self.right)


def text_strips(text: str, font: QFont, column: Column, rtl: bool) -> list[Strip]:
    """One strip a line. Lines break between words; a word that is longer than a line breaks where it must."""
    if not text:
        return []
    layout, leading = laid_out(text, font, column, rtl), font.pixelSize() * LEADING
    return [_strip(layout, layout.lineAt(number), column.left, leading) for number in range(layout.lineCount())]


def laid_out(text: str, font: QFont, column: Column, rtl: bool) -> QTextLayout:
    """The lines of `text`, each where it stands across; `rtl` is the direction of its language."""
    side = QtCore.Qt.AlignmentFlag.AlignRight if column.right else QtCore.Qt.AlignmentFlag.AlignLeft
    # Without AlignAbsolute, Qt turns left and right round in a text from the right.
    option = QTextOption(side | QtCore.Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(QtCore.Qt.LayoutDirection.RightToLeft if rtl else QtCore.Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(column.width)
    layout.endLayout()
    return layout


def natural_width(text: str, font: QFont, rtl: bool = False) -> float:
    """How long `text` is on one line."""
    layout = laid_out(text, font, Column(0, 1e6), rtl)
    return layout.lineAt(0).naturalTextWidth() if text else 0.0


def _strip(layout: QTextLayout, line: QTextLine, left: float, leading: float) -> Strip:
    """A line in the middle of its leading, on whole dots, which keeps strokes sharp. The closure keeps the layout,
    without which the line is nothing."""

    def paint(painter: QPainter, x: float, y: float, layout: QTextLayout = layout) -> None:
        line.draw(painter, QPointF(round(x + left), round(y + (leading - line.height()) / 2 - line.y())))

    return Strip(leading, paint)
