"""The picture of the slip on the screen: in memory only, cut into columns that can be read, and gone with the visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.ui.view import View

if TYPE_CHECKING:
    from kiosk.paper.sizes import Paper
    from kiosk.paper.slip import Slip

PROVIDER = "slip"
"""The name under which QML finds the pictures: image://slip/…"""
WIDEST = 1000
"""Pixels a page of the preview has at most; no screen shows one wider."""
MOST_COLUMNS = 3
PAPER_WHITE = 255


@dataclass(frozen=True, slots=True)
class Piece:
    """One picture of `width` by `height` pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PreviewProps:
    """`ways` are ways to show the slip, each a row of pieces to be read one after the other; none while it is drawn."""

    ways: tuple[tuple[Piece, ...], ...] = ()


class SlipPictures(QQuickImageProvider):
    """Gives QML the pictures that are kept under a name, and a white point for any other."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.kept: dict[str, QImage] = {}

    def requestImage(self, id: str, size: QSize, requested: QSize) -> QImage:
        image = self.kept.get(id)
        if image is None:
            image = QImage(1, 1, QImage.Format.Format_Grayscale8)
            image.fill(PAPER_WHITE)
        if requested.width() > 0 and requested.width() < image.width():
            smooth = QtCore.Qt.TransformationMode.SmoothTransformation
            image = image.scaledToWidth(requested.width(), smooth)
        return image


class SlipPreview:
    """What stands in the picture is what will be printed: `draw` is called off the screen's thread, `show` on it."""

    def __init__(self) -> None:
        self.pictures = SlipPictures()
        self.view = View(PreviewProps())
        self._drawn = 0

    def show(self, ways: Sequence[Sequence[QImage]]) -> None:
        """Put these in place of what is shown."""
        self.clear()
        self._drawn += 1
        shown = []
        for way, pieces in enumerate(ways):
            row = []
            for number, image in enumerate(pieces):
                name = f"{self._drawn}/{way}/{number}"
                self.pictures.kept[name] = image
                row.append(Piece(f"image://{PROVIDER}/{name}", image.width(), image.height()))
            shown.append(tuple(row))
        self.view.show(PreviewProps(tuple(shown)))

    def clear(self) -> None:
        """Nothing of a slip is kept any more."""
        self.view.show(PreviewProps())
        self.pictures.kept.clear()


def drawn_ways(slip: Slip, paper: Paper) -> tuple[tuple[QImage, ...], ...]:
    """The pages of a slip as they will be printed. A roll is long: it is shown in one, two or three columns, cut where
    nothing is printed. May run on any thread, once the Qt application is made."""
    from kiosk.ui.slip import preview  # only where something prints

    pages = preview(slip, paper, min(paper.width, WIDEST))
    if not paper.roll or len(pages) > 1:
        return (pages,)
    return tuple(columns(pages[0], count) for count in range(1, MOST_COLUMNS + 1))


def columns(image: QImage, count: int) -> tuple[QImage, ...]:
    """A grey picture cut into at most `count` pieces of about one height, in the middle of white rows."""
    white = _white_rows(image)
    ideal, tops = image.height() / count, [0]
    for number in range(1, count):
        cut = _nearest(white, round(number * ideal), tops[-1])
        if cut > tops[-1]:
            tops.append(cut)
    ends = [*tops[1:], image.height()]
    return tuple(image.copy(QRect(0, top, image.width(), end - top)) for top, end in zip(tops, ends, strict=True))


def _white_rows(image: QImage) -> list[tuple[int, int]]:
    """(first, end) of each run of rows on which nothing stands."""
    bits, line, width = bytes(image.constBits()), image.bytesPerLine(), image.width()
    blank, runs, start = bytes([PAPER_WHITE]) * width, [], None
    for y in range(image.height() + 1):
        white = y < image.height() and bits[y * line : y * line + width] == blank
        if white and start is None:
            start = y
        elif not white and start is not None:
            runs.append((start, y))
            start = None
    return runs


def _nearest(runs: Sequence[tuple[int, int]], row: int, after: int) -> int:
    """The middle of the run that is best to cut near a row: wide ones are worth a little way; 0 when there is none."""
    found = [(abs((first + end) // 2 - row) - 3 * (end - first), (first + end) // 2) for first, end in runs]
    return min(((cost, middle) for cost, middle in found if middle > after), default=(0, 0))[1]
