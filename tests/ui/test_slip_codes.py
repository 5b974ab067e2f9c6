"""Every QR code of a slip is read back, from the dots of the printer and from the pages of the PDF."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtGui import QImage

from kiosk.paper.qr import QUIET
from kiosk.paper.sizes import PAPERS
from kiosk.ui.slip import draw, to_pdf
from kiosk.ui.slip.pictures import LEAST_MODULE, code_side
from tests.support.kiosks import SPOKEN
from tests.support.slips import Slips


def scanned(image: QImage) -> list[str]:
    """What a scanner reads in a picture. One threshold: a code is black on white."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    bits, line, width = bytes(grey.constBits()), grey.bytesPerLine(), grey.width()
    pixels = bits if line == width else b"".join(bits[y * line : y * line + width] for y in range(grey.height()))
    found = zxingcpp.read_barcodes(
        memoryview(pixels).cast("B", (grey.height(), width)),
        formats=zxingcpp.BarcodeFormat.QRCode,
        binarizer=zxingcpp.Binarizer.FixedThreshold,
        try_rotate=False,
        try_invert=False,
    )
    return [code.text for code in found]


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("language", SPOKEN)
def test_both_sorts_of_codes_are_read_in_every_language(slips: Slips, language: str, name: str) -> None:
    """A booking and a call, from the dots of the paper."""
    kinds = {}
    for result in slips.results():
        code = slips.code(result.place, language)
        if code and code.kind not in kinds:
            kinds[code.kind] = scanned(draw(slips.slip(result, language), PAPERS[name])) == [code.holds]
    assert {"booking": True, "phone": True}.items() <= kinds.items()


def test_the_codes_of_all_places_are_read(slips: Slips) -> None:
    """Every place that any path leads to first, on the roll, languages in turn."""
    seen, wrong = set(), []
    for path in slips.content.guide.paths():
        for result in slips.results(path.id)[:2]:
            code = slips.code(result.place)
            if code is None or code.holds in seen:
                continue
            seen.add(code.holds)
            language = SPOKEN[len(seen) % len(SPOKEN)]
            if scanned(draw(slips.slip(result, language, path.id), PAPERS["80mm"])) != [code.holds]:
                wrong.append((result.place.id, code.holds))
    assert len(seen) > 24 and wrong == []


@pytest.mark.parametrize("name", PAPERS)
def test_codes_are_read_from_the_pages_of_a_pdf(slips: Slips, tmp_path: Path, name: str) -> None:
    """Rasterised as a printer does, at the dots of a thermal one and finer."""
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not on this machine")
    result = slips.results()[0]
    for language, dpi in (("fr", "203"), ("ar", "203"), ("uk", "300")):
        code = slips.code(result.place, language)
        (tmp_path / "slip.pdf").write_bytes(to_pdf(slips.slip(result, language), PAPERS[name]))
        subprocess.run(
            ["pdftoppm", "-r", dpi, "-gray", tmp_path / "slip.pdf", tmp_path / f"{language}-page"], check=True
        )
        read = [text for page in sorted(tmp_path.glob(f"{language}-page*")) for text in scanned(QImage(str(page)))]
        assert code and read == [code.holds]


def test_every_module_is_whole_dots(slips: Slips) -> None:
    """Four at least, and seven where there is room: what a phone at 40 cm needs; the quiet zone is white."""
    for result in slips.results():
        code = slips.code(result.place)
        if code:
            side = code_side(code, PAPERS["80mm"].measure)
            assert side <= PAPERS["80mm"].measure and side >= (21 + 2 * QUIET) * LEAST_MODULE


def test_a_slip_without_a_code_shows_none(slips: Slips) -> None:
    assert scanned(draw(slips.slip(slips.results()[0], coded=False), PAPERS["80mm"])) == []
