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
    """The pages of a slip as they will be printed. A roll is long: it is shown in one, two or three columns, cut
    between its blocks. May run on any thread, once the Qt application is made."""
    from kiosk.ui.slip import preview, preview_gaps  # only where something prints

    width = min(paper.width, WIDEST)
    pages = preview(slip, paper, width)
    if not paper.roll or len(pages) > 1:
        return (pages,)
    gaps = preview_gaps(slip, paper, width)
    return tuple(columns(pages[0], gaps, count) for count in range(1, MOST_COLUMNS + 1))


def columns(image: QImage, gaps: Sequence[tuple[int, int]], count: int) -> tuple[QImage, ...]:
    """A grey picture cut into at most `count` pieces of about one height, each in a gap, (top, bottom), of it."""
    ideal, tops = image.height() / count, [0]
    cuts = [cut for top, bottom in gaps if (cut := _white_row(image, top, bottom))]
    for number in range(1, count):
        if left := [cut for cut in cuts if cut > tops[-1]]:
            tops.append(min(left, key=lambda cut: abs(cut - number * ideal)))
    ends = [*tops[1:], image.height()]
    return tuple(image.copy(QRect(0, top, image.width(), end - top)) for top, end in zip(tops, ends, strict=True))


def _white_row(image: QImage, top: int, bottom: int) -> int:
    """The first row on which nothing stands, from a quarter of a gap on: letters lean into it, and a line may cross its
    middle. 0 when there is none."""
    bits, line = image.constBits(), image.bytesPerLine()
    blank = bytes([PAPER_WHITE]) * image.width()
    rows = range(top + (bottom - top) // 4, bottom)
    return next((y for y in rows if bytes(bits[y * line : y * line + image.width()]) == blank), 0)
