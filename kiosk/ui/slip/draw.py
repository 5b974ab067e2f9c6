"""The pages of a slip as pictures, as a PDF, and as a preview: one layout, painted on each.

All of it may run on any thread, once the Qt application is made.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter

from kiosk.errors import ScreenError
from kiosk.paper.sizes import DPI, PER_MM, Paper
from kiosk.paper.slip import Slip
from kiosk.ui.slip.pages import Page, pages_of
from kiosk.ui.slip.pictures import BLACK

WHITE = QColor(255, 255, 255)


def draw_pages(slip: Slip, paper: Paper) -> tuple[QImage, ...]:
    """Each page at DPI, as wide as `paper.width`: one bit a dot for a roll, black or white and nothing between, else
    eight bits of grey. Raises UsageError when a code holds too much for any code."""
    return tuple(_on_paper(page, paper) for page in pages_of(slip, paper))


def draw(slip: Slip, paper: Paper) -> QImage:
    """The same in one picture, one page under the other: for a roll, what comes out of the printer."""
    return _joined(draw_pages(slip, paper))


def preview(slip: Slip, paper: Paper, width: int) -> tuple[QImage, ...]:
    """Each page as it will look, `width` pixels wide, in smooth greys for a screen."""
    scale = width / paper.width
    return tuple(_painted(page, paper, scale) for page in pages_of(slip, paper))


def preview_gaps(slip: Slip, paper: Paper, width: int) -> tuple[tuple[int, int], ...]:
    """(top, bottom) in the first picture of `preview`, of the white where that may be cut."""
    scale = width / paper.width
    return tuple((round(top * scale), round(bottom * scale)) for top, bottom in pages_of(slip, paper)[0].gaps)


def to_pdf(slip: Slip, paper: Paper) -> bytes:
    """A PDF of the same pages, each of the size of its paper; letters are text in embedded fonts, drawings are lines.
    Raises as `draw_pages`."""
    pages = pages_of(slip, paper)
    data = QByteArray()
    out = QBuffer(data)
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(out)
    writer.setResolution(DPI)
    writer.setTitle(slip.title)
    writer.setCreator("")
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setPageSize(_page_size(pages[0], paper))
    painter = QPainter(writer)
    for number, page in enumerate(pages):
        if number:
            writer.setPageSize(_page_size(page, paper))
            writer.newPage()
        _paint(painter, page, (paper.sheet_mm[0] * PER_MM - paper.width) / 2)
    painter.end()
    out.close()
    return bytes(data.data())


def png(image: QImage) -> bytes:
    """A picture as a PNG file."""
    data = QByteArray()
    out = QBuffer(data)
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")  # type: ignore[call-overload]
    out.close()
    return bytes(data.data())


def black_rows(image: QImage) -> bytes:
    """The rows of a picture of one bit a dot: whole bytes a row, the left dot in the highest bit, 1 is black."""
    mono = image.convertToFormat(QImage.Format.Format_Mono)
    stride, line = (mono.width() + 7) // 8, mono.bytesPerLine()
    bits = bytes(mono.constBits())
    rows = b"".join(bits[y * line : y * line + stride] for y in range(mono.height()))
    return rows if mono.color(1) == BLACK.rgb() else bytes(byte ^ 0xFF for byte in rows)


def _on_paper(page: Page, paper: Paper) -> QImage:
    image = _painted(page, paper, 1.0)
    if paper.roll:
        flags = QtCore.Qt.ImageConversionFlag
        image = image.convertToFormat(QImage.Format.Format_Mono, flags.MonoOnly | flags.ThresholdDither)
    image.setDotsPerMeterX(round(PER_MM * 1000))
    image.setDotsPerMeterY(round(PER_MM * 1000))
    return image


def _painted(page: Page, paper: Paper, scale: float) -> QImage:
    image = QImage(round(paper.width * scale), round(page.height * scale), QImage.Format.Format_Grayscale8)
    if image.isNull():
        raise ScreenError(f"a slip of {paper.width} × {page.height} dots cannot be drawn. Is there memory left?")
    image.fill(WHITE)
    painter = QPainter(image)
    painter.scale(scale, scale)
    _paint(painter, page, 0.0)
    painter.end()
    return image


def _paint(painter: QPainter, page: Page, x: float) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for top, strip in page.strips:
        painter.setPen(BLACK)
        strip.paint(painter, x, top)


def _page_size(page: Page, paper: Paper) -> QPageSize:
    wide, high = paper.sheet_mm
    size = QSizeF(wide, page.height / PER_MM if paper.roll else high)
    return QPageSize(size, QPageSize.Unit.Millimeter, paper.name, QPageSize.SizeMatchPolicy.ExactMatch)


def _joined(images: Sequence[QImage]) -> QImage:
    if len(images) == 1:
        return images[0]
    first = images[0]
    whole = QImage(first.width(), sum(image.height() for image in images), QImage.Format.Format_Grayscale8)
    painter, y = QPainter(whole), 0
    for image in images:
        painter.drawImage(0, y, image)
        y += image.height()
    painter.end()
    whole.setDotsPerMeterX(first.dotsPerMeterX())
    whole.setDotsPerMeterY(first.dotsPerMeterY())
    return whole.convertToFormat(first.format())
