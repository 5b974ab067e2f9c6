"""The slip as it is drawn: on every paper, in every language, nothing cut, no empty box, black on white."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QImage, QRawFont, QTextLayout

from kiosk.paper.sizes import PAPERS, PER_MM
from kiosk.paper.slip import Block, Kind, Slip
from kiosk.ui.fonts import missing_packages
from kiosk.ui.slip import black_rows, draw, draw_pages, preview, text, to_pdf
from kiosk.ui.slip.pages import pages_of
from kiosk.ui.slip.style import STYLES, font
from kiosk.ui.window import application
from tests.support.kiosks import SPOKEN
from tests.support.slips import Slips, long_hours

EDGE = 4
"""Dots beside the measure into which a letter may lean, and no more."""
CODES_OF_ELSEWHERE = {"ka": ("ქართული ენა", "Noto Sans Georgian"), "bn": ("বাংলা ভাষা", "Noto Sans Bengali")}


@pytest.fixture(scope="module")
def slips(slips: Slips) -> Slips:
    """The same, where the letters are there to draw them with."""
    if missing_packages():
        pytest.skip(f"not on this machine: {' '.join(missing_packages())}")
    return slips


@dataclass(frozen=True)
class Set:
    """A text as it was laid out, and its column."""

    text: str
    layout: QTextLayout
    column: text.Column


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[Set]:
    """Every text that is laid out from now on."""
    found: list[Set] = []
    really = text.laid_out

    def watched(words, face, column, rtl):  # type: ignore[no-untyped-def]
        layout = really(words, face, column, rtl)
        found.append(Set(words, layout, column))
        return layout

    monkeypatch.setattr(text, "laid_out", watched)
    return found


def grey(image: QImage) -> QImage:
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def rows(image: QImage) -> list[bytes]:
    """One byte a dot."""
    whole = grey(image)
    bits, line = bytes(whole.constBits()), whole.bytesPerLine()
    return [bits[y * line : y * line + whole.width()] for y in range(whole.height())]


def inked(image: QImage) -> tuple[int, int, int, int]:
    """The box of all that is not white: left, top, right and bottom, the last two not included."""
    lines = rows(image)
    dark = [y for y, line in enumerate(lines) if line.strip(b"\xff")]
    left = min(len(line) - len(line.lstrip(b"\xff")) for line in lines if line.strip(b"\xff"))
    right = max(len(line.rstrip(b"\xff")) for line in lines)
    return left, dark[0], right, dark[-1] + 1


def units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("language", SPOKEN)
def test_nothing_is_cut(slips: Slips, laid: list[Set], language: str, name: str) -> None:
    """Every word of every text is on a line, no line is longer than its column, no ink is in the margins, and every
    page is of its paper's size."""
    paper = PAPERS[name]
    slip = slips.slip(slips.results()[0], language)
    pages = draw_pages(slip, paper)
    for each in laid:
        lines = [each.layout.lineAt(n) for n in range(each.layout.lineCount())]
        assert sum(line.textLength() for line in lines) == units(each.text)
        assert all(line.naturalTextWidth() <= each.column.width + 1 for line in lines), each.text
    assert {block.text for block in slip.blocks if block.text} <= {each.text for each in laid}
    for page in pages:
        left, top, right, bottom = inked(page)
        assert paper.side - EDGE <= left and right <= paper.width - paper.side + EDGE
        assert paper.end / 2 <= top and bottom <= page.height() - paper.end / 2
        assert page.width() == paper.width and (paper.roll or page.height() == paper.height)
        assert page.height() <= paper.height


@pytest.mark.parametrize("language", SPOKEN)
def test_no_letter_is_an_empty_box(slips: Slips, laid: list[Set], language: str) -> None:
    """The fonts' own shaping finds a glyph for every letter of a slip."""
    for result in slips.results()[:4]:
        pages_of(slips.slip(result, language), PAPERS["80mm"])
    boxes = [each.text for each in laid for run in each.layout.glyphRuns() if 0 in run.glyphIndexes()]
    assert laid and boxes == []


def glyphs(words: str) -> list[int]:
    layout = text.laid_out(words, font(40), text.Column(0, 2000), rtl=True)
    return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]


def test_arabic_letters_are_joined(slips: Slips) -> None:
    """The letters of a word are drawn with other glyphs than those of the same letters alone, Persian's too."""
    for word in ("سلام", "خدمت", "گواهینامه"):
        assert set(glyphs(word)) != {glyph for letter in word for glyph in glyphs(letter)}
        assert len(glyphs(word)) <= len(word) + 1
    assert len(glyphs("لا")) < 2 or set(glyphs("لا")).isdisjoint([*glyphs("ل"), *glyphs("ا")])


def test_latin_letters_are_not_tied_together(slips: Slips) -> None:
    """As many glyphs as letters, so that a search finds "Beffroi"."""
    assert len(glyphs("Beffroi")) == len("Beffroi")


@pytest.mark.parametrize("code", CODES_OF_ELSEWHERE)
def test_names_of_other_languages_have_their_letters(slips: Slips, laid: list[Set], code: str) -> None:
    """Where its font is installed, a language that is spoken at a place is named in its own letters."""
    words, family = CODES_OF_ELSEWHERE[code]
    if not QFontDatabase.hasFamily(family):
        pytest.skip(f"{family} is not on this machine")
    result = slips.changed(slips.results()[0], languages=(code,))
    pages_of(slips.slip(result, "ar"), PAPERS["80mm"])
    mine = [each for each in laid if any(letter in each.text for letter in words.split()[0])]
    assert mine
    assert not [each.text for each in mine for run in each.layout.glyphRuns() if 0 in run.glyphIndexes()]
    assert all(not QRawFont.fromFont(font(40)).supportsCharacter(ord(letter)) for letter in words[:1])


@pytest.mark.parametrize("language", ["fr", "ar", "fa", "uk"])
def test_a_page_begins_on_the_side_of_its_language(slips: Slips, laid: list[Set], language: str) -> None:
    """From the right in Arabic and Persian: every text but the French across is flush with that side."""
    slip = replace(slips.slip(slips.results()[0], language))
    pages_of(slip, PAPERS["a5"])
    sentence = next(block.text for block in slip.blocks if block.key == "show")
    column = next(each.column for each in laid if each.text == sentence and each.column.width < 1e5)
    assert column.right is slip.rtl
    flush = text.laid_out(sentence, font(30), column, slip.rtl).lineAt(0).naturalTextRect()
    assert (abs(flush.right() - column.width) if slip.rtl else abs(flush.left())) < 2


def test_a_roll_is_black_and_white(slips: Slips) -> None:
    """One bit a dot, both there, and nothing between; the rows for a printer have 1 for black."""
    image = draw(slips.slip(slips.results()[0]), PAPERS["80mm"])
    assert image.format() in (QImage.Format.Format_Mono, QImage.Format.Format_MonoLSB)
    assert set(b"".join(rows(image))) == {0, 255}
    data = black_rows(image)
    assert len(data) == 72 * image.height()
    black = sum(line.count(0) for line in rows(image))
    assert sum(byte.bit_count() for byte in data) == black < 576 * image.height() / 2


def test_letters_are_large() -> None:
    """At least 14 pt of body text on a roll and 16 on a sheet, headings and numbers larger; nothing under 11 pt."""
    points = {
        name: {key: getattr(style, key) * 72 / 203 for key in ("body", "title", "heading", "number", "small")}
        for name, style in STYLES.items()
    }
    assert points["80mm"]["body"] >= 14 and min(points["a5"]["body"], points["a4"]["body"]) >= 15.9
    for sizes in points.values():
        assert 11 < sizes["small"] < sizes["body"] < sizes["heading"] < sizes["title"] < sizes["number"]


def test_it_may_be_drawn_beside_the_screen(slips: Slips) -> None:
    """On another thread: the same dots, but for the few at the edge of letters that Qt's cache of glyphs decides."""
    slip, paper = slips.slip(slips.results()[0], "ar"), PAPERS["80mm"]
    with ThreadPoolExecutor(1) as beside:
        there, here = black_rows(beside.submit(draw, slip, paper).result()), black_rows(draw(slip, paper))
    assert len(there) == len(here)
    other = sum((one ^ two).bit_count() for one, two in zip(there, here, strict=True))
    assert other < len(here) * 8 / 10_000


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("length", [682, 4000])
def test_what_is_long_takes_more_paper(slips: Slips, laid: list[Set], name: str, language: str, length: int) -> None:
    """Hours as one wrote them, the longest there are and longer: as large as ever, whole, on numbered pages."""
    result, paper, written = slips.results()[0], PAPERS[name], long_hours(length)
    short = pages_of(slips.slip(result, language), paper)
    long = slips.slip(slips.changed(result, hours="", hours_text=written), language)
    laid.clear()
    pages = pages_of(long, paper)
    assert len(pages) > len(short) or length == 682
    assert sum(len(page.strips) for page in pages) > sum(len(page.strips) for page in short)
    hours = next(each for each in laid if written in each.text)
    assert hours.layout.font().pixelSize() == STYLES[name].body and hours.layout.lineCount() > 9
    feet = {each.text for each in laid} & {long.page(n, len(pages)) for n in range(1, len(pages) + 1)}
    assert len(feet) == (len(pages) if len(pages) > 1 else 0)
    assert all(page.height <= paper.height for page in pages)
    assert len(draw_pages(long, paper)) == len(pages)


def test_what_is_longer_than_any_line_or_page_is_still_there(laid: list[Set]) -> None:
    """A word of 300 letters, a title of 2,000: broken where it must be, never lost."""
    application()
    blocks = (Block(Kind.TITLE, "title", "Très longue maison " * 120), Block(Kind.FACT, "a", "x" * 300))
    pages = draw_pages(Slip("fr", "", blocks, "{number}/{total}"), PAPERS["a5"])
    assert len(pages) > 1
    for page in pages:
        assert inked(page)[2] <= PAPERS["a5"].width - PAPERS["a5"].side + EDGE


def test_a_heading_is_never_the_last_on_a_page() -> None:
    """It goes with the line that follows it, wherever the page ends."""
    application()
    for count in range(20, 60):
        filler = tuple(Block(Kind.TEXT, f"t:{n}", "ligne") for n in range(count))
        slip = Slip("fr", "", (*filler, Block(Kind.HEADING, "h", "Titre"), Block(Kind.ITEM, "i", "papier")), "")
        last = [page.strips[-1][1] for page in pages_of(slip, PAPERS["a5"])]
        assert not any(strip.keep for strip in last)


def test_a_preview_is_as_wide_as_the_screen_wants(slips: Slips) -> None:
    """The same pages, smooth, at any width."""
    slip = slips.slip(slips.results()[0], "uk")
    shown, printed = preview(slip, PAPERS["a5"], 480), draw_pages(slip, PAPERS["a5"])
    assert len(shown) == len(printed)
    assert {image.width() for image in shown} == {480}
    assert abs(shown[0].height() / 480 - PAPERS["a5"].height / PAPERS["a5"].width) < 0.01
    assert len(set(b"".join(rows(shown[0])))) > 10


@pytest.mark.parametrize("name", PAPERS)
def test_a_pdf_holds_words_in_its_own_fonts(slips: Slips, tmp_path: Path, name: str) -> None:
    """The pages of the paper, all letters embedded, French, Arabic and Ukrainian found by a search."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not on this machine")
    wanted = {"fr": "Beffroi", "uk": "Телефон", "ar": "الهاتف"}
    paper = PAPERS[name]
    for language, word in wanted.items():
        slip = slips.slip(slips.results()[0], language)
        path = tmp_path / f"{language}.pdf"
        path.write_bytes(to_pdf(slip, paper))
        said = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
        assert word in unicodedata.normalize("NFKC", said)
        fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        assert fonts and all(" yes " in line for line in fonts)
        told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
        facts = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
        pages = pages_of(slip, paper)
        assert int(facts["Pages"]) == len(pages)
        wide, high = (float(side) / 72 * 25.4 for side in facts["Page size"].split()[0:3:2])
        assert abs(wide - paper.sheet_mm[0]) < 0.5
        assert abs(high - (pages[0].height / PER_MM if paper.roll else paper.sheet_mm[1])) < 0.5
