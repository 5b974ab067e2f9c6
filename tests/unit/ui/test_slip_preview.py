"""The picture of a slip: cut where nothing stands, kept in memory only, and forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from kiosk.paper.sizes import PAPERS
from kiosk.ui.slip import preview
from kiosk.ui.slip_preview import MOST_COLUMNS, PreviewProps, SlipPreview, columns, drawn_ways
from kiosk.ui.window import application
from tests.support.slips import demonstration_slips


def striped(runs: list[tuple[int, bool]], width: int = 8) -> QImage:
    """A grey picture of so many rows each, black when True."""
    image = QImage(width, sum(rows for rows, _ in runs), QImage.Format.Format_Grayscale8)
    y = 0
    for rows, black in runs:
        for at in range(y, y + rows):
            for x in range(width):
                image.setPixel(x, at, 0xFF000000 if black and x == 3 else 0xFFFFFFFF)
        y += rows
    return image


def rows(image: QImage) -> list[bytes]:
    bits, line = bytes(image.constBits()), image.bytesPerLine()
    return [bits[y * line : y * line + image.width()] for y in range(image.height())]


@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=20), st.integers(1, 4))
def test_pieces_are_the_whole_and_cut_no_line(runs: list[tuple[int, bool]], count: int) -> None:
    """Any picture, in any number of columns: one under the other they are the picture, and each cut is in a gap."""
    image, ends = striped(runs), [sum(rows for rows, _ in runs[:number]) for number in range(len(runs) + 1)]
    gaps = [(top, end) for (_, black), top, end in zip(runs, ends, ends[1:], strict=False) if top and not black]
    pieces = columns(image, gaps, count)
    assert 1 <= len(pieces) <= count
    assert [row for piece in pieces for row in rows(piece)] == rows(image)
    for piece in pieces[1:]:
        assert set(rows(piece)[0]) == {255}


@pytest.mark.parametrize("language", ["fr", "ar", "fa", "uk"])
def test_columns_of_a_slip_are_about_as_high(demonstration: Path, language: str) -> None:
    """A real slip in two and three columns: none is much higher than its share, so letters stay large."""
    application()
    slips = demonstration_slips(demonstration)
    slip = slips.slip(slips.results()[0], language)
    ways = drawn_ways(slip, PAPERS["80mm"])
    assert [len(way) for way in ways] == list(range(1, MOST_COLUMNS + 1))
    whole = ways[0][0].height()
    one, other = (b"".join(rows(image)) for image in (ways[0][0], preview(slip, PAPERS["80mm"], 576)[0]))
    assert len(one) == len(other) and sum(map(int.__ne__, one, other)) < len(one) / 500  # Qt's greys vary a little
    for way in ways[1:]:
        assert max(piece.height() for piece in way) < whole / len(way) * 1.25
        assert all(set(rows(piece)[0]) == {255} for piece in way)


def test_sheets_are_shown_page_by_page(demonstration: Path) -> None:
    """A page is never cut."""
    application()
    slips = demonstration_slips(demonstration)
    (pages,) = drawn_ways(slips.slip(slips.results()[0]), PAPERS["a4"])
    assert all(page.width() == 1000 for page in pages)


def test_what_was_shown_is_gone() -> None:
    """Cleared, neither QML nor the provider knows of any picture; an address of before gives a white point."""
    shown = SlipPreview()
    shown.show([[striped([(4, True)])]])
    (way,) = shown.view.map.value("ways")
    name = way[0]["url"].removeprefix("image://slip/")
    assert shown.pictures.requestImage(name, QSize(), QSize()).height() == 4
    shown.clear()
    assert shown.view.map.value("ways") in ([], PreviewProps().ways)
    assert shown.pictures.kept == {}
    assert shown.pictures.requestImage(name, QSize(), QSize()).size() == QSize(1, 1)
    shown.show([[striped([(5, True)])]])
    assert shown.view.map.value("ways")[0][0]["url"] != way[0]["url"]
